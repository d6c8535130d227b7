package io.meshconformance.reports.listener;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Names of the methods of a class in the order of its source, those of its superclass first. A compiler keeps that order
 * in the class file; reflection promises none.
 */
final class SourceOrder extends ClassVisitor {

    private final List<String> methods = new ArrayList<>();

    private SourceOrder() {
        super(Opcodes.ASM9);
    }

    static List<String> of(Class<?> type) {
        SourceOrder order = new SourceOrder();
        order.visit(type);
        return order.methods;
    }

    private void visit(Class<?> type) {
        @Nullable Class<?> parent = type.getSuperclass();
        if (parent != null && parent != Object.class) {
            visit(parent);
        }
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream stream = type.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("there is no class file of " + type.getName());
            }
            new ClassReader(stream).accept(this, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + type.getName() + " cannot be read", e);
        }
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        methods.add(name);
        return null;
    }
}

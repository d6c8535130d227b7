package io.meshconformance.reports.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.meshconformance.reports.model.ConformanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;

/** The report as YAML and JSON. The same report gives the same bytes: keys in the order of the format, maps sorted. */
public final class Documents {

    /** Reads and writes JSON. Of a name that comes twice, one value would be lost without a word: it is refused. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .addModule(new SimpleModule().addSerializer(new Text(false)).addKeySerializer(String.class, new Text(true)))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** No report is larger than its folder may be; SnakeYAML's own limit of three million is below a whole run's. */
    private static final int CODE_POINTS = 64_000_000;

    /** Reads and writes YAML. Lines are never split, so that the scan for secrets sees each value in one piece. */
    public static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .loaderOptions(limits())
                    .stringQuotingChecker(new NumberLike())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .addModule(new SimpleModule().addSerializer(new Text(false)).addKeySerializer(String.class, new Text(true)))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Documents() {}

    /** The report as YAML. */
    public static byte[] yaml(ConformanceReport report) {
        return bytes(() -> YAML.writeValueAsBytes(report));
    }

    /** The report as JSON, one property a line and not indented: a third of it was spaces, and people read the YAML. */
    public static byte[] json(ConformanceReport report) {
        DefaultIndenter indenter = new DefaultIndenter("", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter)
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE));
        return bytes(() -> (JSON.writer(printer).writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS);
        return options;
    }

    /** What can be written is written. */
    public static byte[] bytes(Serialization serialization) {
        try {
            return serialization.write();
        } catch (IOException e) {
            throw new UncheckedIOException("a report in memory always serializes", e);
        }
    }

    /** Half a pair of surrogates, which a server may well send and no file can hold, becomes the replacement character. */
    private static final class Text extends StdScalarSerializer<String> {

        private static final long serialVersionUID = 1L;

        private final boolean name;

        Text(boolean name) {
            super(String.class);
            this.name = name;
        }

        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider) throws IOException {
            String text = value.replaceAll("\\p{Cs}", "\uFFFD");
            if (name) {
                out.writeFieldName(text);
            } else {
                out.writeString(text);
            }
        }
    }

    /** Quotes every text that begins as a number does: a reader must not take {@code 1_000} or {@code +1} for one. */
    private static final class NumberLike extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;
        private static final String BEGINNINGS = "+-.0123456789";

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || !value.isEmpty() && BEGINNINGS.indexOf(value.charAt(0)) >= 0;
        }
    }

    /** Writes a value as bytes. */
    public interface Serialization {
        /** Writes it. */
        byte[] write() throws IOException;
    }
}

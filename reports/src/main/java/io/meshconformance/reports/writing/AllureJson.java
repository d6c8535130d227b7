package io.meshconformance.reports.writing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import java.io.IOException;

/** Allure's model as JSON, in Allure's own words. */
final class AllureJson {

    private static final ObjectMapper JSON = Documents.JSON
            .copy()
            .registerModule(new SimpleModule()
                    .addSerializer(new Words<>(Status.class) {
                        @Override
                        String word(Status value) {
                            return value.value();
                        }
                    })
                    .addSerializer(new Words<>(Stage.class) {
                        @Override
                        String word(Stage value) {
                            return value.value();
                        }
                    }));

    private AllureJson() {}

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result in memory always serializes", e);
        }
    }

    /** Allure's words for its enums, which are not their names. */
    private abstract static class Words<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        Words(Class<T> type) {
            super(type);
        }

        abstract String word(T value);

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(word(value));
        }
    }
}

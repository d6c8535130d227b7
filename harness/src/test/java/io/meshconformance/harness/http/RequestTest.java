package io.meshconformance.harness.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request carries its id where workloads log it")
class RequestTest {

    private static final Request PLAIN = Request.get("https://shop.test/");

    @Test
    @DisplayName(
            "a user agent of its own has the id behind it, an empty one stays empty, and one is made where it has none")
    void userAgent() {
        assertEquals(List.of("conformance/7"), agents(PLAIN));
        assertEquals(List.of("kube-probe/1.36 conformance/7"), agents(PLAIN.with("User-Agent", "kube-probe/1.36")));
        assertEquals(List.of(""), agents(PLAIN.with("User-Agent", "")));
    }

    private static List<String> agents(Request request) {
        return request.identified("7").headers().all("user-agent");
    }
}

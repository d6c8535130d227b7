package io.meshconformance.reference.proxy.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/admin, /admin",
        "/./admin, /admin",
        "/x/../admin, /admin",
        "/../admin, /admin",
        "//admin, /admin",
        "/a///b, /a/b",
        "/%61dmin, /admin",
        "/%2e%2e/admin, /admin",
        "/x/%2E/y, /x/y",
        "/x\\y, /x/y",
        "/a%20b, /a%20b",
        "/a%3Bb;c=d, /a%3Bb;c=d",
        "/admin/, /admin/"
    })
    void isMadePlain(String sent, String path) {
        assertEquals(Optional.of(path), RequestPath.normalized(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a%2fb", "/a%5Cb", "/a%5cb", "/a%00b", "/a%zz", "/a%", "/a#b", "admin", "*", ""})
    void isRefused(String sent) {
        assertEquals(Optional.empty(), RequestPath.normalized(sent));
    }
}

package io.meshconformance.reports.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceOrderTest {

    @Test
    void methodsComeAsTheyStandInTheSourceThoseOfTheSuperclassFirst() {
        List<String> order = SourceOrder.of(Child.class);

        assertEquals(
                List.of("zebra", "middle", "apple", "yak", "bear"),
                order.stream().filter(name -> !name.startsWith("<")).toList());
    }

    /** Names whose order is not that of an alphabet. */
    static class Parent {

        void zebra() {}

        void middle() {}

        void apple() {}
    }

    static class Child extends Parent {

        void yak() {}

        void bear() {}
    }
}

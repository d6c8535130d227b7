package io.meshconformance.reports.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.reports.model.CoreUse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CoreMeterTest {

    @Test
    @DisplayName("the load of the machine is told in cores, and a load that is not known is no load")
    void cores() {
        Iterator<Double> loads = List.of(0.5, -1.0, 1.0).iterator();
        try (var meter = new CoreMeter(2, loads::next)) {
            assertEquals(Optional.empty(), meter.soFar());
            meter.read();
            meter.read();
            meter.read();
            assertEquals(Optional.of(new CoreUse(2, List.of(1.0, 2.0))), meter.soFar());
        }
    }
}

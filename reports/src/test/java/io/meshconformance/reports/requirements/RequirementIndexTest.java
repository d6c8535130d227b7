package io.meshconformance.reports.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.run.RequirementIndex;
import io.meshconformance.run.Settings;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RequirementIndexTest {

    @Test
    void theIndexThatScenariosAreChosenBySaysWhatTheWholeListSays() {
        assertEquals(
                RequirementList.load().requirements().stream()
                        .map(whole -> new RequirementIndex.Entry(
                                whole.id(), whole.strength().name(), whole.impact(), whole.guards(), whole.statement()))
                        .toList(),
                RequirementIndex.of(Settings.root(new Properties())).entries());
    }
}

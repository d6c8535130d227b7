package io.meshconformance.reports.page;

import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.KillTable;
import io.meshconformance.evidence.mutants.MutantResult;
import io.meshconformance.evidence.mutants.MutantScenario;
import io.meshconformance.reports.model.state.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mutants that were played, a row each: those that survived first. */
public final class KillTablePage {

    /** Its name beside the report's page. */
    public static final String FILE = "mutants.html";

    private KillTablePage() {}

    /** What became of a mutant, as a reader meets it. */
    public enum Fate implements State {
        /** A scenario that had to turn red stayed green. */
        SURVIVED(new Mark("survived", "✕", Tone.BAD)),
        /** A scenario turned red that has nothing to do with it. */
        STRAYED(new Mark("strayed", "◐", Tone.PARTLY)),
        /** Something other than a check ended a scenario. */
        BROKEN(new Mark("broken", "!", Tone.BROKEN)),
        /** Every scenario that had to turn red did, and no other. */
        KILLED(new Mark("killed", "✓", Tone.GOOD));

        private final Mark mark;

        Fate(Mark mark) {
            this.mark = mark;
        }

        @Override
        public Mark mark() {
            return mark;
        }
    }

    /**
     * What the template asks.
     *
     * @param table the table
     * @param css the style sheet
     */
    public record View(KillTable table, String css) {

        /** The mutants, the worst fate first. */
        public List<MutantResult> mutants() {
            return table.mutants().stream()
                    .sorted(Comparator.comparing(this::fate).thenComparing(MutantResult::id))
                    .toList();
        }

        /** What became of a mutant. */
        public Fate fate(MutantResult mutant) {
            if (mutant.survived()) {
                return Fate.SURVIVED;
            }
            if (!mutant.strays().isEmpty()) {
                return Fate.STRAYED;
            }
            return mutant.killed() ? Fate.KILLED : Fate.BROKEN;
        }

        /** The scenarios that ended in a colour under a mutant. */
        public List<MutantScenario> ended(MutantResult mutant, String colour) {
            return mutant.of(Colour.valueOf(colour));
        }

        /** The scenarios that were skipped or broke under a mutant. */
        public List<MutantScenario> notJudged(MutantResult mutant) {
            return Stream.of(Colour.BROKEN, Colour.SKIPPED)
                    .flatMap(colour -> mutant.of(colour).stream())
                    .toList();
        }
    }

    /** Renders the table as a page, in UTF-8. */
    public static byte[] render(KillTable table) {
        return HtmlPage.rendered("mutants.jte", Map.of("view", new View(table, HtmlPage.frontStyle())));
    }
}

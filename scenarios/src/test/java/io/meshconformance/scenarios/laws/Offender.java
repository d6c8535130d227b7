package io.meshconformance.scenarios.laws;

/** Breaks what {@link UnusedCode} finds. */
final class Offender {

    private Offender() {}

    public static void uncalled(int times) {
        if (times > 0) {
            uncalled(times - 1);
        }
    }

    public static void called() {}

    interface Limit {

        void reached();
    }

    record Late(int seconds) implements Limit {

        @Override
        public void reached() {
            called();
        }
    }

    static final class Entry implements Runnable {

        @Override
        public void run() {
            new Late(1).reached();
        }
    }
}

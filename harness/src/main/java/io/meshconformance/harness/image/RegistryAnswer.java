package io.meshconformance.harness.image;

/** What came of asking a registry for an image, by way of the engine. {@link EngineMessages} tells the troubles apart. */
sealed interface RegistryAnswer {

    /** The registry has the image. */
    record Served() implements RegistryAnswer {}

    /** Why an image did not come. */
    sealed interface Trouble extends RegistryAnswer {

        /** The engine's own words. */
        String words();

        /** What it is, to follow the image's name in a sentence. */
        String what();

        /**
         * What a person does about it.
         *
         * @param image the image that was asked for
         */
        String cure(ImageName image);

        /** Whether the same may go well a little later. */
        default boolean mayPass() {
            return false;
        }

        /** One sentence that names the image and what the engine said. */
        default String problem(ImageName image) {
            return "the image " + image.reference() + " " + what() + ": " + words();
        }
    }

    /** Too many were asked for from this address, or by this account. */
    record Limit(String words) implements Trouble {
        @Override
        public String what() {
            return "is refused by the registry's pull limit";
        }

        @Override
        public String cure(ImageName image) {
            return "log in, which raises the limit: " + image.login()
                    + " (or wait, some hours at Docker Hub, or name a mirror in the engine's daemon.json)";
        }
    }

    /** The registry wants to know who asks, or refuses whoever asks. */
    record Login(String words) implements Trouble {
        @Override
        public String what() {
            return "is refused without another login, or its name is wrong";
        }

        @Override
        public String cure(ImageName image) {
            return image.login() + " (and check the image's name)";
        }
    }

    /** A proxy between the engine and the registry refuses, or is not there. */
    record ProxyTrouble(String words) implements Trouble {
        @Override
        public String what() {
            return "is kept back by the engine's HTTP proxy";
        }

        @Override
        public String cure(ImageName image) {
            return "correct the proxy of the engine, with user and password where it wants them: Docker Desktop,"
                    + " Settings, Resources, Proxies; on Linux sudo systemctl edit docker, with [Service] and"
                    + " Environment=HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, then sudo systemctl restart docker";
        }
    }

    /** The certificate that came is of an authority the engine does not trust: mostly a company that reads along. */
    record Interception(String words) implements Trouble {
        @Override
        public String what() {
            return "comes under a certificate that the engine does not trust";
        }

        @Override
        public String cure(ImageName image) {
            return "make your company's authority known where the engine runs: sudo cp company-ca.crt"
                    + " /usr/local/share/ca-certificates/ && sudo update-ca-certificates && sudo systemctl restart"
                    + " docker (Docker Desktop: add it to the system's trust and restart it)";
        }
    }

    /** The registry answers and has no such image, or not for this machine. */
    record Missing(String words) implements Trouble {
        @Override
        public String what() {
            return "is not in its registry, or not for this kind of machine";
        }

        @Override
        public String cure(ImageName image) {
            return "correct the image's name in the catalogue, or in -Dconformance.image.NAME";
        }
    }

    /** A connection is there, but the answer does not come. */
    record Slow(String words) implements Trouble {
        @Override
        public String what() {
            return "does not come in time from its registry";
        }

        @Override
        public String cure(ImageName image) {
            return "try again, or fetch it by hand first, which takes its time: docker pull " + image.reference();
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** There is no way to the registry at all. */
    record Unreachable(String words) implements Trouble {
        @Override
        public String what() {
            return "is not on this machine, and its registry cannot be reached";
        }

        @Override
        public String cure(ImageName image) {
            return "connect this machine, load the image (docker load -i FILE), or judge the stand-ins: --images local";
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The engine's disk is full. */
    record Full(String words) implements Trouble {
        @Override
        public String what() {
            return "finds no room where the engine keeps images";
        }

        @Override
        public String cure(ImageName image) {
            return "make room: docker system df shows what takes it, docker system prune removes what nothing uses";
        }
    }

    /** Anything else that went wrong on the way. */
    record Fault(String words) implements Trouble {
        @Override
        public String what() {
            return "could not be fetched";
        }

        @Override
        public String cure(ImageName image) {
            return "read the words above; docker pull " + image.reference() + " shows the same by hand";
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }
}

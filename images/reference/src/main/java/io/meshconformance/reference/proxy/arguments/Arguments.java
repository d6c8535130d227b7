package io.meshconformance.reference.proxy.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code all-in-one} was told (facts of the controller: cmd/all_in_one.go and cmd/ingress_opts.go): flags first,
 * then their SCREAMING_SNAKE environment variables, then defaults.
 */
@Command(
        name = "reference proxy",
        description = "Takes the place of Pomerium's ingress controller; it is not Pomerium.",
        footer = {
            "",
            "Each option is also read from an environment variable, as METRICS_BIND_ADDRESS.",
            "Any other argument ends the program with exit code 2."
        })
public interface Arguments {
    /** The command, of which {@code all-in-one} is the only one. */
    @Parameters(paramLabel = "all-in-one", description = "The only command that is implemented.")
    String command();

    /** Whether the help was asked for: it has been printed then. */
    @Option(names = "--help", usageHelp = true, description = "Print this and end.")
    boolean help();

    /** Name of the {@code Pomerium} object to follow. */
    @Option(names = "--pomerium-config", required = true, description = "Name of the Pomerium object to follow.")
    String pomerium();

    /** Where the metrics page listens. */
    @Option(names = "--metrics-bind-address", required = true, description = "Where the metrics page listens.")
    ListenAddress metrics();

    /** Where the probes listen. */
    @Option(
            names = "--health-probe-bind-address",
            defaultValue = "127.0.0.1:28080",
            description = "Where the probes listen (default ${DEFAULT-VALUE}).")
    ListenAddress health();

    /** Where TLS is served. */
    @Option(
            names = "--server-addr",
            defaultValue = ":8443",
            description = "Where TLS is served (default ${DEFAULT-VALUE}).")
    ListenAddress server();

    /** Where plain HTTP is answered by a redirect. */
    @Option(
            names = "--http-redirect-addr",
            defaultValue = ":8080",
            description = "Where plain HTTP is redirected to TLS (default ${DEFAULT-VALUE}).")
    ListenAddress redirect();

    /** The {@code controller} an IngressClass must name to be ours. */
    @Option(
            names = "--name",
            defaultValue = "pomerium.io/ingress-controller",
            description = "The controller that an IngressClass must name (default ${DEFAULT-VALUE}).")
    String controllerName();

    /** The prefix of our annotations, without the slash. */
    @Option(
            names = "--prefix",
            defaultValue = "ingress.pomerium.io",
            description = "The prefix of the annotations (default ${DEFAULT-VALUE}).")
    String annotationPrefix();

    /** The namespaces whose Ingresses are served. */
    @Option(
            names = "--namespaces",
            defaultValue = "",
            description = "The namespaces whose Ingresses are served, separated by commas (default all).")
    Namespaces namespaces();

    /** The Service, {@code namespace/name}, whose address is written into Ingress status. */
    @Option(
            names = "--update-status-from-service",
            defaultValue = Option.NULL_VALUE,
            description = "The Service, namespace/name, whose address goes into the status of Ingresses.")
    Optional<String> statusService();

    /** The parts of Pomerium to run, of which {@code all} is the only choice. */
    @Option(names = "--services", defaultValue = "all", description = "Only \"all\" is implemented.")
    String services();

    /** Whether to log more. */
    @Option(names = "--debug", arity = "0..1", fallbackValue = "true", description = "Log more.")
    boolean debug();

    /**
     * Reads a command line; all but {@link #help()} is void where that is true.
     *
     * @param environment the process environment
     * @throws UnusableArguments naming the first argument that is unknown, not implemented, malformed or missing
     */
    static Arguments read(List<String> words, Map<String, String> environment) throws UnusableArguments {
        CommandLine line = commandLine()
                .setDefaultValueProvider(argument -> argument instanceof OptionSpec option && !option.usageHelp()
                        ? Optional.ofNullable(environment.get(variable(option)))
                                .filter(value -> !value.isEmpty())
                                .orElse(null)
                        : null);
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UnusableArguments(e.getMessage() + " (the reference proxy implements what --help lists)");
        }
        Arguments arguments = line.getCommand();
        if (!arguments.help()) {
            only("all-in-one", "command", arguments.command());
            only("all", "--services", arguments.services());
            Optional<String> service = arguments.statusService().filter(name -> !name.matches("[^/]+/[^/]+"));
            if (service.isPresent()) {
                throw new UnusableArguments(
                        "--update-status-from-service: expected namespace/name, got \"" + service.get() + "\"");
            }
        }
        return arguments;
    }

    /** What {@code --help} prints. */
    static String usage() {
        return commandLine().getUsageMessage();
    }

    private static void only(String implemented, String argument, String given) throws UnusableArguments {
        if (!given.equals(implemented)) {
            throw new UnusableArguments(argument + " \"" + given
                    + "\" is not implemented by the reference proxy, only \"" + implemented + "\"");
        }
    }

    private static String filled(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("expected a value, got none");
        }
        return text.strip();
    }

    private static CommandLine commandLine() {
        return new CommandLine(Arguments.class)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .registerConverter(ListenAddress.class, ListenAddress::read)
                .registerConverter(Namespaces.class, Namespaces::read)
                .registerConverter(String.class, Arguments::filled);
    }

    private static String variable(OptionSpec option) {
        return option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}

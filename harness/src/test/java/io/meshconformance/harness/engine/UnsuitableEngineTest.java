package io.meshconformance.harness.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.StubServer.Reply;
import io.meshconformance.harness.environment.Preflight;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An engine that will not do is named at once, with its cure")
class UnsuitableEngineTest {

    private static final String OWN_ID = "c0ffee".repeat(10) + "abcd";

    @TempDir
    Path folder;

    private FakeEngine engine;

    @BeforeEach
    void start() {
        engine = new FakeEngine(folder);
        Catalogue.load("public").images().values().forEach(image -> engine.has(image.image()));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aSoundOneWillDo() {
        assertDoesNotThrow(() -> look());
    }

    @ParameterizedTest
    @CsvSource({"19.03.15, 'is Docker 19.03.15, older than 20.10'", "20.9.1, 'is Docker 20.9.1, older than 20.10'"})
    void anOldDocker(String version, String said) {
        engine.is("Engine", version);
        refused(said, "install Docker 20.10 or newer");
    }

    @ParameterizedTest
    @CsvSource({"20.10.24+dfsg1", "20.10.0", "29.0.1", "23.0.0-rc.1"})
    void dockerFromTwentyTen(String version) {
        engine.is("Engine", version);
        assertDoesNotThrow(() -> look());
    }

    @Test
    void podman() {
        engine.is("Podman Engine", "5.7.1");
        refused("is Podman 5.7.1", "install Docker 20.10 or newer, start it, and choose it: unset DOCKER_HOST;");
    }

    @Test
    void rootless() {
        engine.says("\"SecurityOptions\": [\"name=seccomp,profile=builtin\", \"name=rootless\", \"name=cgroupns\"]");
        refused("is rootless", "sudo systemctl start docker");
    }

    @Test
    void remappedUsers() {
        engine.says("\"SecurityOptions\": [\"name=userns\"]");
        refused("remaps users (userns-remap)", "remove userns-remap from /etc/docker/daemon.json");
    }

    @Test
    void windowsContainers() {
        engine.says("\"OSType\": \"windows\"");
        refused("runs windows containers", "switch Docker Desktop to Linux containers");
    }

    @Test
    void aSnapSeesNoHiddenFolder() {
        engine.says("\"DockerRootDir\": \"/var/snap/docker/common/var-lib-docker\"");
        Machine machine = engine.machine();
        Path hidden = machine.home().resolve(".cache/mesh-conformance");
        EnvironmentBroken broken = refused(machine, hidden);
        assertTrue(broken.problem().contains("is a snap, which sees no hidden folder: " + hidden), broken.problem());
        assertTrue(
                broken.cure().contains("-Dconformance.cache=" + machine.home().resolve("mesh-conformance")),
                broken.cure());
        assertDoesNotThrow(() -> look(machine, machine.home().resolve("mesh-conformance")));
    }

    @ParameterizedTest
    @CsvSource({"tcp://docker:2375", "ssh://user@build"})
    void aRemoteOne(String host) {
        EnvironmentBroken broken = refused(with("DOCKER_HOST", host), cache());
        assertTrue(broken.problem().contains("is remote: " + host + " (DOCKER_HOST)"), broken.problem());
        assertTrue(broken.cure().contains("unset DOCKER_HOST; docker context use default"), broken.cure());
    }

    @Test
    void theHostsOneInAJobsContainer() {
        engine.write(".dockerenv", "");
        engine.write(
                "proc/self/mountinfo",
                "900 800 8:1 /var/lib/docker/containers/" + OWN_ID
                        + "/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n");
        engine.answers(
                "/containers/" + OWN_ID + "/json",
                () -> Reply.of(200, "{\"HostConfig\": {\"NetworkMode\": \"bridge\"}}"));
        refused(
                "is a container with its host's engine",
                "start an engine inside this container (privileged): dockerd &");
        engine.answers(
                "/containers/" + OWN_ID + "/json",
                () -> Reply.of(200, "{\"HostConfig\": {\"NetworkMode\": \"host\"}}"));
        assertDoesNotThrow(() -> look(), "with the host's network and disk it is as good as the host");
    }

    @Test
    void anEngineInsideTheContainerKnowsItNot() {
        engine.write(".dockerenv", "");
        engine.write("etc/hostname", "0123456789ab\n");
        assertDoesNotThrow(() -> look());
        assertTrue(
                engine.asked().contains("GET /containers/0123456789ab/json"),
                engine.asked().toString());
    }

    @Test
    void oneThatDoesNotSeeThisDisk() {
        engine.answers(
                "/containers/create",
                400,
                "invalid mount config for type \"bind\": bind source path does not exist: /cache/seen-1");
        refused(
                "does not see this disk",
                "-Dconformance.cache=" + engine.machine().home());
        engine.write(".dockerenv", "");
        refused("does not see this disk", "dockerd &");
    }

    @Test
    void tooLittleMemory() {
        engine.says("\"MemTotal\": 4113121280");
        refused("has 3922 MiB of memory, a run needs 5120", "Colima: colima stop && colima start --memory 8");
    }

    @Test
    void noForwarding() {
        engine.says("\"IPv4Forwarding\": false");
        refused("net.ipv4.ip_forward is off", "sudo sysctl -w net.ipv4.ip_forward=1");
    }

    @Test
    void tooFewInotifyInstancesWhereTheKernelIsShared() {
        Machine machine = engine.machine();
        engine.write("proc/sys/fs/inotify/max_user_instances", "128\n");
        EnvironmentBroken broken = refused(machine, cache());
        assertEquals("fs.inotify.max_user_instances is 128, a node needs 512", broken.problem());
        assertEquals("sudo sysctl -w fs.inotify.max_user_instances=8192", broken.cure());
        engine.says("\"KernelVersion\": \"6.10.14-linuxkit\"");
        assertDoesNotThrow(() -> look(machine, cache()), "a virtual machine has limits of its own");
    }

    @Test
    void aClockThatStoodWhileTheMachineSlept() {
        engine.says("\"SystemTime\": \"" + Instant.now().minus(Duration.ofMinutes(4)) + "\"");
        refused("the engine's clock is 4 min behind this machine's", "restart Docker Desktop");
    }

    @Test
    void noneAtAll() {
        EnvironmentBroken broken = refused(with("DOCKER_HOST", "unix:///nowhere/docker.sock"), cache());
        assertEquals(
                "no container engine answers at unix:///nowhere/docker.sock (DOCKER_HOST): there is no such socket",
                broken.problem());
        assertTrue(broken.cure().contains("sudo systemctl start docker"), broken.cure());
    }

    @Test
    void aSocketBehindWhichNobodyListens() throws IOException {
        Path socket = folder.resolve("dead.sock");
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertTrue(Files.exists(socket));
        assertTrue(refused(with("DOCKER_HOST", "unix://" + socket), cache())
                .problem()
                .endsWith("(DOCKER_HOST): Connection refused"));
    }

    @Test
    void oneThatNeverAnswers() {
        engine.answers("/version", () -> Reply.NEVER);
        refused("it took longer than 5 s", "start Docker");
    }

    @Test
    void aSocketThisUserMayNotUse() {
        Problem problem = new EngineProblem(engine.machine(), EngineAddress.of(engine.machine()))
                .silent(new SocketException("Permission denied"));
        assertTrue(problem.what().contains("this user may not use the container engine at unix://"), problem.what());
        assertTrue(problem.cure().contains("sudo usermod -aG docker $USER"), problem.cure());
    }

    @Test
    void onWindowsItIsToldToGoInsideWsl() {
        Machine windows = new Machine("Windows 11", Map.of(), folder, folder);
        assertTrue(refused(windows, cache()).cure().contains("inside WSL2"));
    }

    @Test
    void onAMacTheCureIsAMacs() {
        Machine mac = new Machine("Mac OS X", Map.of("DOCKER_HOST", "unix:///nowhere.sock"), folder, folder);
        assertTrue(refused(mac, cache()).cure().contains("colima start"));
    }

    @Test
    void everyMissIsToldAtOnce() {
        engine.says("\"MemTotal\": 1, \"IPv4Forwarding\": false");
        EnvironmentBroken broken = refused(engine.machine(), cache());
        assertEquals(2, broken.problem().lines().count(), broken.problem());
        assertEquals(2, broken.cure().lines().count(), broken.cure());
    }

    private void refused(String problem, String cure) {
        EnvironmentBroken broken = refused(engine.machine(), cache());
        assertTrue(broken.problem().contains(problem), broken.problem());
        assertTrue(broken.cure().contains(cure), broken.cure());
    }

    private EnvironmentBroken refused(Machine machine, Path cache) {
        return assertThrows(EnvironmentBroken.class, () -> look(machine, cache));
    }

    private void look() {
        look(engine.machine(), cache());
    }

    private static void look(Machine machine, Path cache) {
        new Preflight(machine, cache, Timeouts.defaults(), said -> {}).look("public", Map.of());
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Machine with(String variable, String value) {
        var environment = new HashMap<>(engine.machine().environment());
        environment.put(variable, value);
        return new Machine("Linux", environment, folder, folder);
    }
}

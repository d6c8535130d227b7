package io.meshconformance.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class K3sClusterTest {

    private static final String PREFIX = "--kubelet-arg=";

    private static List<String> command(boolean cgroupV1) {
        return List.of(K3sCluster.command("localhost", "pause:1", cgroupV1));
    }

    private static List<String> kubelet(boolean cgroupV1) {
        return command(cgroupV1).stream()
                .filter(word -> word.startsWith(PREFIX))
                .map(word -> word.substring(PREFIX.length()))
                .toList();
    }

    @Test
    void podsAreEvictedByBytesAndNoImageIsCollected() {
        assertTrue(kubelet(false)
                .contains("eviction-hard=nodefs.available<1Gi,imagefs.available<1Gi,memory.available<100Mi"));
        assertTrue(kubelet(false).contains("image-gc-high-threshold=100"));
    }

    @Test
    void podsInheritNothingOfTheHostsResolver() {
        assertTrue(kubelet(false).contains("resolv-conf=/dev/null"));
        List<String> disabled = command(false).stream()
                .filter(word -> word.startsWith("--disable="))
                .toList();
        assertEquals(List.of("--disable=coredns,traefik,servicelb,metrics-server,local-storage"), disabled);
    }

    @Test
    void theRulesThatLoadTheBridgesFilterStayOn() {
        assertFalse(
                command(false).contains("--disable-network-policy"),
                "k3s' network policy rules are what loads br_netfilter on the host");
    }

    @Test
    void sandboxesAreMadeOfThePreloadedImage() {
        assertTrue(command(false).contains("--pause-image=pause:1"));
    }

    @Test
    void onlyAHostWithTheOldCgroupsIsToldSo() {
        assertTrue(kubelet(true).contains("fail-cgroupv1=false"));
        assertFalse(kubelet(false).contains("fail-cgroupv1=false"));
    }
}

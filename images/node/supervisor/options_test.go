package main

import (
	"slices"
	"strings"
	"testing"
)

func TestTheCommandLineOfK3sContainerIsUnderstood(t *testing.T) {
	parsed, err := parseOptions([]string{"server", "--disable=coredns,traefik", "--pause-image=pause:1", "--tls-san=localhost", "--tls-san", "10.0.0.1",
		"--kubelet-arg=fail-cgroupv1=false", "--kubelet-arg=eviction-hard=nodefs.available<1Gi,imagefs.available<1Gi",
		"--kubelet-arg=resolv-conf=/dev/null", "--node-name=one", "--write-kubeconfig-mode=644"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(parsed.tlsNames, []string{"localhost", "10.0.0.1"}) {
		t.Errorf("names in the certificate: %v", parsed.tlsNames)
	}
	if parsed.pauseImage != "pause:1" {
		t.Errorf("image of the sandboxes: %q", parsed.pauseImage)
	}
	if !slices.Equal(parsed.extra["kubelet"], []string{
		"--fail-cgroupv1=false", "--eviction-hard=nodefs.available<1Gi,imagefs.available<1Gi", "--resolv-conf=/dev/null"}) {
		t.Errorf("kubelet's arguments: %v", parsed.extra["kubelet"])
	}
	if parsed.nodeName != "one" || parsed.kubeconfigMode != 0o644 {
		t.Errorf("node name %q, mode %o", parsed.nodeName, parsed.kubeconfigMode)
	}
}

func TestAnErrorNamesTheArgumentItIsAbout(t *testing.T) {
	for _, refused := range []struct{ argument, named string }{
		{"--flannel-backend=none", "--flannel-backend"},
		{"agent", "agent"},
		{"--disable=nothing", "nothing"},
		{"--kubelet-arg=max-pods", "max-pods"},
		{"--tls-san", "--tls-san"},
		{"--write-kubeconfig-mode=rw", "rw"},
	} {
		_, err := parseOptions([]string{"server", refused.argument})
		if err == nil || !strings.Contains(err.Error(), refused.named) {
			t.Errorf("%s: %v", refused.argument, err)
		}
	}
}

func TestOnlyInformationIsChatter(t *testing.T) {
	for line, chatter := range map[string]bool{
		"I1122 19:01:02.000000       1 server.go:1] \"started\"":           true,
		"time=\"2026-01-01T00:00:00Z\" level=info msg=\"loading plugin\"":  true,
		"E1122 19:01:02.000000       1 server.go:1] \"failed\"":            false,
		"time=\"2026-01-01T00:00:00Z\" level=warning msg=\"shim is gone\"": false,
		"Interrupted": false,
	} {
		if isChatter(line) != chatter {
			t.Errorf("chatter %t: %s", !chatter, line)
		}
	}
}

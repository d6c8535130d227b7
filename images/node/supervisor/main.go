// Command supervisor makes a container a Kubernetes node of its own: it starts the control
// plane, the container runtime and the kubelet, imports images, applies manifests, and ends
// as soon as one of its processes does. It keeps the contract of rancher/k3s with
// Testcontainers' K3sContainer: command line, files, ports and the line it waits for.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// readyLine is the one that K3sContainer waits for.
const readyLine = "Node controller sync successful"

// kubernetesVersion is set by the linker.
var kubernetesVersion = "unknown"

const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	out := &output{to: os.Stdout}
	parsed, err := parseOptions(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		os.Exit(exitUsage)
	}
	if os.Getpid() != 1 {
		fmt.Fprintln(os.Stderr, "node: it ends every process it can see, so it runs only as the first process of its container")
		os.Exit(exitUsage)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	started := newNode(parsed, out)
	go started.boot()
	code := 0
	select {
	case received := <-stop:
		out.line("node", fmt.Sprintf("%s: stopping", received))
	case err := <-started.failed:
		out.line("node", err.Error())
		out.line("node", "stopping: the node is of no use without it")
		code = exitFailed
	}
	endEverything()
	os.Exit(code)
}

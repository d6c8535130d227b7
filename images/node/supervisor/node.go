package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// node is one boot of the cluster.
type node struct {
	options   options
	out       *output
	processes *processes
	timings   *timings
	// failed gets the reason why the node cannot go on. Only the first one counts; the room
	// lets the others be said without anybody listening.
	failed chan error
}

func newNode(parsed options, out *output) *node {
	return &node{
		options:   parsed,
		out:       out,
		processes: newProcesses(out),
		timings:   &timings{begun: time.Now()},
		failed:    make(chan error, 32),
	}
}

// boot brings the node up, doing at the same time what does not stand on each other:
//
//	certificates -> API server -> controllers, kubelet -> node ready -+-> manifests -> ready line
//	etcd -----------^                                                 |
//	containerd -> image import ---------------------------------------'
func (n *node) boot() {
	err := n.prepareHost()
	if err == nil {
		err = together(n.runtime, n.controlPlane)
	}
	if err == nil {
		err = n.applyManifests()
	}
	if err != nil {
		n.failed <- err
		return
	}
	for _, line := range n.timings.table() {
		n.out.line("node", line)
	}
	n.out.line("node", readyLine)
}

// prepareHost makes the container's root and network what the kubelet and pods expect.
func (n *node) prepareHost() error {
	if err := syscall.Mount("", "/", "", syscall.MS_SHARED|syscall.MS_REC, ""); err != nil {
		return fmt.Errorf("cannot share mounts with pods (is the container privileged?): %w", err)
	}
	for _, folder := range []string{"/etc/rancher/k3s", "/run/node", airgapFolder, manifestsFolder} {
		// Folders that a caller mounted read-only are there already.
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	settings := map[string]string{
		"/proc/sys/net/ipv4/ip_forward":                "1",
		"/proc/sys/net/ipv4/conf/all/route_localnet":   "1",
		"/proc/sys/net/bridge/bridge-nf-call-iptables": "1",
	}
	for file, value := range settings {
		if err := os.WriteFile(file, []byte(value), 0); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("kernel setting %s: %w", file, err)
		}
	}
	return n.processes.run("iptables", "-P", "FORWARD", "ACCEPT")
}

// keep starts a program that is to run as long as the node does: its end is the node's end.
// The arguments of the command line come last, so that they win.
func (n *node) keep(name string, arguments ...string) error {
	started, err := n.processes.start(name, append(arguments, n.options.extra[name]...)...)
	if err != nil {
		return err
	}
	go func() {
		<-started.ended
		n.failed <- fmt.Errorf("%s died: %s", name, started.epitaph())
	}()
	return nil
}

// together runs the tasks at the same time and returns the first error there is, after all have ended.
func together(tasks ...func() error) error {
	failures := make([]error, len(tasks))
	var all sync.WaitGroup
	for index, task := range tasks {
		all.Go(func() { failures[index] = task() })
	}
	all.Wait()
	return errors.Join(failures...)
}

// until asks again, every few milliseconds, until the condition holds or the limit is over.
func until(what string, limit time.Duration, condition func() bool) error {
	deadline := time.Now().Add(limit)
	for !condition() {
		if time.Now().After(deadline) {
			return fmt.Errorf("%s: not within %s", what, limit)
		}
		time.Sleep(pollInterval)
	}
	return nil
}

const pollInterval = 50 * time.Millisecond

// timings remembers when, since the start, each part of the boot was done.
type timings struct {
	begun time.Time
	mutex sync.Mutex
	rows  []string
}

func (t *timings) done(part string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.rows = append(t.rows, fmt.Sprintf("  %6.2f s  %s", time.Since(t.begun).Seconds(), part))
}

func (t *timings) table() []string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return append([]string{"seconds from start until done (" + strings.TrimPrefix(kubernetesVersion, "v") + "):"}, t.rows...)
}

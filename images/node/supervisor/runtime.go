package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const (
	containerdSocket = "/run/containerd/containerd.sock"
	containerdConfig = "/etc/containerd/config.toml"
	// airgapFolder is k3s's: whatever archives it has are imported at boot.
	airgapFolder   = "/var/lib/rancher/k3s/agent/images"
	containerdWait = 30 * time.Second
	// importers is how many archives are imported at a time. More do not make a disk faster.
	importers = 3
)

// runtime starts containerd and imports all images.
func (n *node) runtime() error {
	if err := n.chooseSandboxes(); err != nil {
		return err
	}
	if err := n.keep("containerd", "--log-level", "warn"); err != nil {
		return err
	}
	err := until("containerd's socket", containerdWait, func() bool {
		_, err := os.Stat(containerdSocket)
		return err == nil
	})
	if err != nil {
		return err
	}
	n.timings.done("containerd answers")
	archives, err := archivesIn(airgapFolder)
	if err != nil {
		return err
	}
	var size int64
	queue := make(chan string, len(archives))
	for _, archive := range archives {
		if file, err := os.Stat(archive); err == nil {
			size += file.Size()
		}
		queue <- archive
	}
	close(queue)
	workers := make([]func() error, importers)
	for index := range workers {
		workers[index] = func() error { return n.importAll(queue) }
	}
	if err := together(workers...); err != nil {
		return err
	}
	n.timings.done(fmt.Sprintf("images imported (%d archives, %d MB)", len(archives), size/1_000_000))
	return nil
}

// chooseSandboxes tells containerd which image a pod's sandbox is made of.
func (n *node) chooseSandboxes() error {
	config, err := os.ReadFile(containerdConfig)
	if err != nil {
		return err
	}
	return os.WriteFile(containerdConfig, bytes.ReplaceAll(config, []byte("PAUSE_IMAGE"), []byte(n.options.pauseImage)), 0o644)
}

func (n *node) importAll(queue <-chan string) error {
	for archive := range queue {
		if err := n.processes.run("ctr", "--namespace", "k8s.io", "images", "import", archive); err != nil {
			return fmt.Errorf("cannot import %s: %w", archive, err)
		}
	}
	return nil
}

func archivesIn(folder string) ([]string, error) {
	var all []string
	for _, pattern := range []string{"*.tar", "*.tar.gz"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

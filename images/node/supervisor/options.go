package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// options is the part of k3s's command line "k3s server" that has a meaning here.
type options struct {
	nodeName string
	// tlsNames are further names and addresses in the API server's certificate.
	tlsNames []string
	// pauseImage is what every pod's sandbox is made of.
	pauseImage string
	// kubeconfigMode is the access mode of the kubeconfig for callers outside.
	kubeconfigMode os.FileMode
	// extra has the "key=value" arguments of each component, by its program's name.
	extra map[string][]string
}

// packaged are the components k3s can leave out. None of these is here at all.
var packaged = []string{"coredns", "servicelb", "traefik", "local-storage", "metrics-server", "runtimes"}

// parseOptions reads the arguments after the program's name. An error names the argument it is about.
func parseOptions(arguments []string) (options, error) {
	parsed := options{kubeconfigMode: 0o600, pauseImage: "conformance.local/pause:local", extra: map[string][]string{}}
	host, err := os.Hostname()
	if err != nil {
		return parsed, fmt.Errorf("no host name: %w", err)
	}
	parsed.nodeName = strings.ToLower(host)
	if len(arguments) == 0 || arguments[0] != "server" {
		return parsed, fmt.Errorf("the command line starts with 'server', not with %q", strings.Join(arguments, " "))
	}
	for rest := arguments[1:]; len(rest) > 0; {
		flag, value, joined := strings.Cut(rest[0], "=")
		rest = rest[1:]
		if !joined {
			if len(rest) == 0 && known(flag) {
				return parsed, fmt.Errorf("flag %s needs a value", flag)
			}
			if known(flag) {
				value, rest = rest[0], rest[1:]
			}
		}
		if err := parsed.set(flag, value); err != nil {
			return parsed, err
		}
	}
	return parsed, nil
}

// componentFlags are the flags that hand an argument on to a component.
var componentFlags = map[string]string{
	"--kubelet-arg":                 "kubelet",
	"--kube-apiserver-arg":          "kube-apiserver",
	"--kube-controller-manager-arg": "kube-controller-manager",
	"--kube-scheduler-arg":          "kube-scheduler",
	"--kube-proxy-arg":              "kube-proxy",
	"--etcd-arg":                    "etcd",
}

func known(flag string) bool {
	_, component := componentFlags[flag]
	return component || slices.Contains([]string{"--disable", "--pause-image", "--tls-san", "--node-name", "--write-kubeconfig-mode"}, flag)
}

func (o *options) set(flag, value string) error {
	if component, ok := componentFlags[flag]; ok {
		if !strings.Contains(value, "=") {
			return fmt.Errorf("%s takes key=value, not %q", flag, value)
		}
		o.extra[component] = append(o.extra[component], "--"+value)
		return nil
	}
	switch flag {
	case "--tls-san":
		o.tlsNames = append(o.tlsNames, strings.Split(value, ",")...)
	case "--disable":
		for _, name := range strings.Split(value, ",") {
			if !slices.Contains(packaged, name) {
				return fmt.Errorf("--disable: no component %q; there are %s", name, strings.Join(packaged, ", "))
			}
		}
	case "--pause-image":
		o.pauseImage = value
	case "--node-name":
		o.nodeName = value
	case "--write-kubeconfig-mode":
		mode, err := strconv.ParseUint(value, 8, 9)
		if err != nil {
			return fmt.Errorf("--write-kubeconfig-mode takes octal digits such as 644, not %q", value)
		}
		o.kubeconfigMode = os.FileMode(mode)
	default:
		return fmt.Errorf("unknown flag %s", flag)
	}
	return nil
}

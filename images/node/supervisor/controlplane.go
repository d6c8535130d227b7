package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	pki         = "/etc/kubernetes/pki"
	adminConfig = "/etc/kubernetes/super-admin.conf"
	// manifestsFolder is k3s's: whatever it has is applied at boot.
	manifestsFolder = "/var/lib/rancher/k3s/server/manifests"
	ownManifests    = "/usr/share/node/manifests"
	podNetwork      = "10.42.0.0/16"
	serviceNetwork  = "10.43.0.0/16"
	apiServerWait   = 60 * time.Second
	nodeWait        = 120 * time.Second
)

// controlPlane starts etcd and all of Kubernetes, and returns when the node is ready.
func (n *node) controlPlane() error {
	address, err := ownAddress()
	if err != nil {
		return err
	}
	if err := n.keep("etcd", "--data-dir=/var/lib/etcd", "--unsafe-no-fsync", "--log-level=error",
		"--listen-client-urls=http://127.0.0.1:2379", "--advertise-client-urls=http://127.0.0.1:2379",
		"--listen-peer-urls=http://127.0.0.1:2380"); err != nil {
		return err
	}
	if err := n.certificates(address); err != nil {
		return err
	}
	n.timings.done("certificates")
	if err := n.startAPIServer(address); err != nil {
		return err
	}
	api, err := newAPI(adminConfig)
	if err != nil {
		return err
	}
	if err := until("the API server's /readyz", apiServerWait, func() bool { return api.answers("/readyz") }); err != nil {
		return err
	}
	n.timings.done("API server ready")
	if err := n.startOthers(address); err != nil {
		return err
	}
	if err := n.apply(filepath.Join(ownManifests, "access.yaml")); err != nil {
		return err
	}
	n.timings.done("own manifests applied")
	if err := until("the node's condition Ready", nodeWait, func() bool { return api.nodeReady(n.options.nodeName) }); err != nil {
		return err
	}
	n.timings.done("node ready")
	return until("the default service account", nodeWait, func() bool {
		return api.answers("/api/v1/namespaces/default/serviceaccounts/default")
	})
}

func (n *node) startAPIServer(address string) error {
	return n.keep("kube-apiserver", "--advertise-address="+address, "--etcd-servers=http://127.0.0.1:2379",
		"--secure-port=6443", "--service-cluster-ip-range="+serviceNetwork, "--allow-privileged=true",
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction",
		"--client-ca-file="+pki+"/ca.crt", "--tls-cert-file="+pki+"/apiserver.crt", "--tls-private-key-file="+pki+"/apiserver.key",
		"--kubelet-client-certificate="+pki+"/apiserver-kubelet-client.crt", "--kubelet-client-key="+pki+"/apiserver-kubelet-client.key",
		// The node's name is in no name server.
		"--kubelet-preferred-address-types=InternalIP",
		"--service-account-key-file="+pki+"/sa.pub", "--service-account-signing-key-file="+pki+"/sa.key",
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--proxy-client-cert-file="+pki+"/front-proxy-client.crt", "--proxy-client-key-file="+pki+"/front-proxy-client.key",
		"--requestheader-client-ca-file="+pki+"/front-proxy-ca.crt", "--requestheader-allowed-names=front-proxy-client",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-username-headers=X-Remote-User")
}

func (n *node) startOthers(address string) error {
	return errors.Join(
		n.keep("kube-controller-manager", "--kubeconfig=/etc/kubernetes/controller-manager.conf", "--leader-elect=false",
			"--service-account-private-key-file="+pki+"/sa.key", "--root-ca-file="+pki+"/ca.crt",
			"--cluster-signing-cert-file="+pki+"/ca.crt", "--cluster-signing-key-file="+pki+"/ca.key",
			"--use-service-account-credentials=true", "--allocate-node-cidrs=true", "--cluster-cidr="+podNetwork),
		n.keep("kube-scheduler", "--kubeconfig=/etc/kubernetes/scheduler.conf", "--leader-elect=false"),
		n.keep("kubelet", "--kubeconfig=/etc/kubernetes/kubelet.conf", "--config=/etc/kubernetes/kubelet.yaml",
			"--hostname-override="+n.options.nodeName, "--node-ip="+address),
		// conntrack's limit is the host's, not this container's to set.
		n.keep("kube-proxy", "--kubeconfig="+adminConfig, "--hostname-override="+n.options.nodeName,
			"--cluster-cidr="+podNetwork, "--conntrack-max-per-core=0", "--proxy-mode=iptables"))
}

// certificates makes the cluster's certificates and kubeconfigs, and k3s's kubeconfig for callers outside.
func (n *node) certificates(address string) error {
	names := append([]string{"localhost", "127.0.0.1"}, n.options.tlsNames...)
	configuration := fmt.Sprintf(`apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: %q, bindPort: 6443}
nodeRegistration: {name: %q, criSocket: "unix://%s"}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: %s
encryptionAlgorithm: ECDSA-P256
networking: {podSubnet: %s, serviceSubnet: %s}
apiServer: {certSANs: ["%s"]}
etcd: {external: {endpoints: ["http://127.0.0.1:2379"]}}
`, address, n.options.nodeName, containerdSocket, kubernetesVersion, podNetwork, serviceNetwork, strings.Join(names, `", "`))
	file := "/run/node/kubeadm.yaml"
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		return err
	}
	for _, phase := range []string{"certs", "kubeconfig"} {
		if err := n.processes.run("kubeadm", "init", "phase", phase, "all", "--config="+file); err != nil {
			return err
		}
	}
	return n.writeK3sConfig()
}

// writeK3sConfig writes the kubeconfig where k3s has it. K3sContainer sets the current context
// to "default", so cluster, user and context are called that.
func (n *node) writeK3sConfig() error {
	admin, err := readKubeconfig(adminConfig)
	if err != nil {
		return err
	}
	text := fmt.Sprintf(`apiVersion: v1
kind: Config
clusters:
- name: default
  cluster:
    server: https://127.0.0.1:6443
    certificate-authority-data: %s
contexts:
- name: default
  context: {cluster: default, user: default}
current-context: default
users:
- name: default
  user:
    client-certificate-data: %s
    client-key-data: %s
`, admin.authority, admin.certificate, admin.key)
	file := "/etc/rancher/k3s/k3s.yaml"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	return os.Chmod(file, n.options.kubeconfigMode)
}

// applyManifests applies what the caller put into k3s's folder.
func (n *node) applyManifests() error {
	files, err := os.ReadDir(manifestsFolder)
	if err != nil {
		return err
	}
	for _, file := range files {
		extension := filepath.Ext(file.Name())
		if !slices.Contains([]string{".yaml", ".yml", ".json"}, extension) {
			continue
		}
		if err := n.apply(filepath.Join(manifestsFolder, file.Name())); err != nil {
			return err
		}
		n.timings.done("applied " + file.Name())
	}
	return nil
}

func (n *node) apply(file string) error {
	return n.processes.run("kubectl", "--kubeconfig="+adminConfig, "apply", "--server-side", "--validate=ignore", "--filename="+file)
}

// ownAddress is the container's first address that others can reach.
func ownAddress() (string, error) {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return "", err
	}
	for _, address := range addresses {
		if network, ok := address.(*net.IPNet); ok && network.IP.To4() != nil && network.IP.IsGlobalUnicast() {
			return network.IP.String(), nil
		}
	}
	return "", errors.New("the container has no IPv4 address")
}

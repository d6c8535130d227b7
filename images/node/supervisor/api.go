package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"time"
)

// kubeconfig is what a kubeconfig file holds, each part in base64 as in the file.
type kubeconfig struct {
	server, authority, certificate, key string
}

// readKubeconfig reads a file that kubeadm wrote: one cluster, one user, all data inside.
func readKubeconfig(file string) (kubeconfig, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return kubeconfig{}, err
	}
	field := func(name string) string {
		found := regexp.MustCompile(`(?m)^\s*` + name + `: (\S+)$`).FindSubmatch(content)
		if found == nil {
			err = fmt.Errorf("%s: no %s", file, name)
			return ""
		}
		return string(found[1])
	}
	read := kubeconfig{field("server"), field("certificate-authority-data"), field("client-certificate-data"), field("client-key-data")}
	return read, err
}

// api asks the API server with an administrator's certificate.
type api struct {
	server string
	client *http.Client
}

func newAPI(file string) (*api, error) {
	config, err := readKubeconfig(file)
	if err != nil {
		return nil, err
	}
	var parts [3][]byte
	for index, text := range []string{config.authority, config.certificate, config.key} {
		if parts[index], err = base64.StdEncoding.DecodeString(text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	pair, err := tls.X509KeyPair(parts[1], parts[2])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(parts[0])
	return &api{config.server, &http.Client{
		Timeout:   5 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: authorities, Certificates: []tls.Certificate{pair}}},
	}}, nil
}

// answers tells whether the path answers 200.
func (a *api) answers(path string) bool {
	response, err := a.client.Get(a.server + path)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// nodeReady tells whether the node is registered with its condition Ready true.
func (a *api) nodeReady(name string) bool {
	response, err := a.client.Get(a.server + "/api/v1/nodes/" + name)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	var node struct {
		Status struct {
			Conditions []struct{ Type, Status string }
		}
	}
	if response.StatusCode != http.StatusOK || json.NewDecoder(response.Body).Decode(&node) != nil {
		return false
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True"
		}
	}
	return false
}

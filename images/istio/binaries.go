//go:build tools

// Package istio pins what the images pilot, proxyv2 and istioctl run: importing the
// programs here is what makes go.sum hold the checksum of every module they are built from.
package istio

import (
	_ "istio.io/istio/istioctl/cmd/istioctl"
	_ "istio.io/istio/pilot/cmd/pilot-agent"
	_ "istio.io/istio/pilot/cmd/pilot-discovery"
)

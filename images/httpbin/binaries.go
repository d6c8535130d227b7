//go:build tools

// Package httpbin pins the echo service of the workloads.
package httpbin

import _ "github.com/mccutchen/go-httpbin/v2/cmd/go-httpbin"

//go:build tools

// Package flux pins Flux's own kustomize-controller, with which the GitOps ring applies a Git repository.
package flux

import _ "github.com/fluxcd/kustomize-controller"

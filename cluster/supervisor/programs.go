package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// program is one binary of one pinned module.
type program struct {
	name   string
	module string // folder under cluster/
	pkg    string // import path
}

var programs = []program{
	{"etcd", "controlplane", "go.etcd.io/etcd/server/v3"},
	{"kube-apiserver", "controlplane", "k8s.io/kubernetes/cmd/kube-apiserver"},
	{"kube-controller-manager", "controlplane", "k8s.io/kubernetes/cmd/kube-controller-manager"},
	{"kubectl", "controlplane", "k8s.io/kubernetes/cmd/kubectl"},
	{"kube-scheduler", "controlplane", "k8s.io/kubernetes/cmd/kube-scheduler"},
	{"kubelet", "controlplane", "k8s.io/kubernetes/cmd/kubelet"},
	{"kube-proxy", "controlplane", "k8s.io/kubernetes/cmd/kube-proxy"},
	{"coredns", "dns", "."},
	{"pause", "pause", "."},
	{"helm", "helm", "helm.sh/helm/v4/cmd/helm"},
	{"kustomize-controller", "flux", "github.com/fluxcd/kustomize-controller"},
}

// groups are the targets that mean more than one program.
var groups = map[string][]string{
	"controlplane": {"etcd", "kube-apiserver", "kube-controller-manager", "kubectl"},
	"node": {"etcd", "kube-apiserver", "kube-controller-manager", "kubectl", "kube-scheduler", "kubelet", "kube-proxy",
		"coredns", "pause"},
}

// resolve turns targets into programs, each once, in the order of the table.
func resolve(targets []string) ([]program, error) {
	wanted := map[string]bool{}
	for _, target := range targets {
		names, isGroup := groups[target]
		if !isGroup {
			names = []string{target}
		}
		for _, name := range names {
			if !slices.ContainsFunc(programs, func(p program) bool { return p.name == name }) {
				return nil, fmt.Errorf("no target %q; there are: %s", name, strings.Join(targetNames(), ", "))
			}
			wanted[name] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(programs), func(p program) bool { return !wanted[p.name] }), nil
}

func targetNames() []string {
	names := []string{"controlplane", "node"}
	for _, p := range programs {
		names = append(names, p.name)
	}
	return names
}

// source is a pinned module as it stands in the tree: where it is, how it is built, and the key of both.
type source struct {
	folder  string
	version string // of Kubernetes, where the module has it
	flags   []string
	key     string
}

var kubernetesVersion = regexp.MustCompile(`(?m)^\s*k8s\.io/kubernetes v(\d+)\.(\d+)\.(\S+)$`)

// readSource computes the key from go.mod, go.sum, the module's own sources and the flags.
func readSource(cluster, module string) (source, error) {
	s := source{folder: filepath.Join(cluster, module)}
	mod, err := os.ReadFile(filepath.Join(s.folder, "go.mod"))
	if err != nil {
		return s, err
	}
	link := "-s -w"
	if version := kubernetesVersion.FindSubmatch(mod); version != nil {
		// without these the server calls itself v0.0.0-master, and clients complain
		s.version = fmt.Sprintf("v%s.%s.%s", version[1], version[2], version[3])
		for _, at := range []string{"k8s.io/component-base/version", "k8s.io/client-go/pkg/version"} {
			link += fmt.Sprintf(" -X %[1]s.gitVersion=%[2]s -X %[1]s.gitMajor=%[3]s -X %[1]s.gitMinor=%[4]s"+
				" -X %[1]s.gitTreeState=clean", at, s.version, version[1], version[2])
		}
	}
	s.flags = []string{"-trimpath", "-buildvcs=false", "-ldflags", link}
	files, err := filepath.Glob(filepath.Join(s.folder, "*"))
	if err != nil {
		return s, err
	}
	sum := sha256.New()
	fmt.Fprintln(sum, s.flags)
	for _, file := range files {
		if extension := filepath.Ext(file); extension != ".mod" && extension != ".sum" && extension != ".go" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return s, err
		}
		fmt.Fprintln(sum, filepath.Base(file), len(text))
		sum.Write(text)
	}
	s.key = hex.EncodeToString(sum.Sum(nil))[:16]
	return s, nil
}

// home is the cache folder of one state of one module.
func (s source) home(cache string) string {
	return filepath.Join(cache, filepath.Base(s.folder)+"-"+s.key)
}

// cacheFolder is ${XDG_CACHE_HOME:-~/.cache}/xcp-operator.
func cacheFolder() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no cache folder: %w", err)
	}
	return filepath.Join(base, "xcp-operator"), nil
}

// clusterFolder is the project's cluster/: XCP_CLUSTER_DIR, or the one above the working folder.
func clusterFolder() (string, error) {
	if folder := os.Getenv("XCP_CLUSTER_DIR"); folder != "" {
		return filepath.Abs(folder)
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; here = filepath.Dir(here) {
		folder := filepath.Join(here, "cluster")
		if _, err := os.Stat(filepath.Join(folder, "controlplane", "go.mod")); err == nil {
			return folder, nil
		}
		if here == filepath.Dir(here) {
			return "", errors.New("no cluster/controlplane/go.mod above the working folder; set XCP_CLUSTER_DIR")
		}
	}
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// node is a whole one-node cluster that runs real pods, in a machine of its own (machine.go). Nothing is pulled:
// images come from files. Not there: enforcement of network policies, dynamic volumes, a second node.
type node struct {
	state      string
	run        string
	programs   map[string]string
	images     []string // OCI archives to import
	pki        string
	users      tokens
	kubeconfig string
	machine    *child
}

const (
	podRange     = "10.244.0.0/24"
	serviceRange = "10.96.0.0/24"
	nodeServer   = "https://" + nodeAddress + ":6443"
	etcdServer   = "http://127.0.0.1:2379"
)

// missingForNode says what the computer lacks for a node, in one line; empty: nothing.
func missingForNode() string {
	if os.Geteuid() != 0 {
		return "a node needs root"
	}
	var packages []string
	for _, need := range []struct{ program, pkg string }{
		{"containerd", "containerd"}, {"runc", "runc"}, {"/usr/lib/cni/bridge", "containernetworking-plugins"},
		{"nft", "nftables"}, {"iptables", "iptables"}, {"ip", "iproute2"}, {"nsenter", "util-linux"},
	} {
		if _, err := exec.LookPath(need.program); err != nil {
			packages = append(packages, need.pkg)
		}
	}
	if len(packages) == 0 {
		return ""
	}
	return "a node needs more of Debian: apt-get install --no-install-recommends " + strings.Join(packages, " ")
}

// prepareNode writes keys, kubeconfigs and configuration files.
func prepareNode(state, run string, programs map[string]string, images []string) (*node, error) {
	n := &node{state: state, run: run, programs: programs, images: images, pki: filepath.Join(state, "pki")}
	if err := os.MkdirAll(n.pki, 0o700); err != nil {
		return nil, err
	}
	ca, err := newAuthority(n.pki)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(
		ca.server("apiserver", apiServerNames, "127.0.0.1", "10.96.0.1", nodeAddress),
		ca.client("kubelet-client", "kube-apiserver-kubelet-client", "system:masters"),
		writeServiceAccountKeys(n.pki)); err != nil {
		return nil, err
	}
	n.users = tokens{folder: n.pki, server: nodeServer}
	for _, user := range []struct{ file, name, group string }{
		{"admin", "admin", "system:masters"},
		{"controller-manager", "system:kube-controller-manager", "system:authenticated"},
		{"scheduler", "system:kube-scheduler", "system:authenticated"},
		{"proxy", "system:kube-proxy", "system:authenticated"},
		{"dns", "system:coredns", "system:authenticated"},
		{"kubelet", "system:node:" + nodeName, "system:nodes"},
	} {
		if _, err := n.users.add(user.file+".conf", user.name, user.group); err != nil {
			return nil, err
		}
	}
	n.kubeconfig = filepath.Join(state, "kubeconfig")
	if err := os.Rename(n.path("admin.conf"), n.kubeconfig); err != nil {
		return nil, err
	}
	pause := filepath.Join(state, "pause.tar")
	n.images = append([]string{pause}, n.images...)
	return n, errors.Join(
		writeImage(programs["pause"], pauseImage, pause),
		makeCgroups(run),
		n.writeFiles())
}

func (n *node) path(name string) string { return filepath.Join(n.pki, name) }

// inMachine runs a command inside to its end.
func (n *node) inMachine(command ...string) error {
	words := inside(n.machine.pid, "/", append([]string{"timeout", "60"}, command...))
	run := exec.Command(words[0], words[1:]...)
	run.Env = append(os.Environ(), "KUBECONFIG="+n.kubeconfig, runVariable+"="+n.run)
	if out, err := run.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %s: %s", strings.Join(command, " "), how(err), strings.TrimSpace(string(out)))
	}
	return nil
}

func (n *node) kubectl(arguments ...string) error {
	return n.inMachine(append([]string{n.programs["kubectl"], "--request-timeout=10s"}, arguments...)...)
}

// importImages puts the files into containerd, under the names that they carry.
func (n *node) importImages() error {
	for _, file := range n.images {
		if err := n.inMachine("ctr", "-n", "k8s.io", "images", "import", file); err != nil {
			return err
		}
	}
	return nil
}

// children are the programs of the cluster, in the order in which they start.
func (n *node) children() []childSpec {
	apiServer := append([]string{n.programs["kube-apiserver"]}, apiServerFlags(n.pki, etcdServer, nodeAddress, 6443, serviceRange)...)
	return []childSpec{
		{
			Name:    "containerd",
			Command: []string{"containerd", "--config", n.path("containerd.toml")},
			probe:   func() error { return n.inMachine("ctr", "version") },
			after:   n.importImages,
		},
		{
			Name:    "etcd",
			Command: append([]string{n.programs["etcd"]}, etcdFlags("/var/lib/etcd", etcdServer, "http://127.0.0.1:2380")...),
		},
		{
			Name: "kube-apiserver",
			Command: append(apiServer, "--authorization-mode", "Node,RBAC", "--enable-admission-plugins", "NodeRestriction",
				"--allow-privileged", "--kubelet-client-certificate", n.path("kubelet-client.crt"),
				"--kubelet-client-key", n.path("kubelet-client.key"), "--kubelet-preferred-address-types", "InternalIP",
				"--client-ca-file", n.path("ca.crt"), "--audit-policy-file", n.path("audit.json"),
				"--audit-log-path", filepath.Join(n.state, "log", "audit.log")),
			probe: func() error { return n.kubectl("get", "--raw", "/readyz") },
			after: n.admitDNS,
		},
		{
			Name: "kube-controller-manager",
			Command: []string{n.programs["kube-controller-manager"], "--kubeconfig", n.path("controller-manager.conf"),
				"--bind-address", "127.0.0.1", "--root-ca-file", n.path("ca.crt"),
				"--service-account-private-key-file", n.path("sa.key"), "--use-service-account-credentials", "--leader-elect=false"},
		},
		{
			Name: "kube-scheduler",
			Command: []string{n.programs["kube-scheduler"], "--kubeconfig", n.path("scheduler.conf"),
				"--bind-address", "127.0.0.1", "--leader-elect=false"},
		},
		{
			Name: "kubelet",
			Command: []string{n.programs["kubelet"], "--config", n.path("kubelet.json"), "--kubeconfig", n.path("kubelet.conf"),
				"--node-ip", nodeAddress, "--hostname-override", nodeName},
		},
		{
			Name: "kube-proxy",
			Command: []string{n.programs["kube-proxy"], "--kubeconfig", n.path("proxy.conf"), "--hostname-override", nodeName,
				"--proxy-mode", "nftables", "--cluster-cidr", podRange,
				"--healthz-bind-address", "127.0.0.1:10256", "--metrics-bind-address", "127.0.0.1:10249",
				"--conntrack-max-per-core", "0", "--conntrack-tcp-timeout-established", "0",
				"--conntrack-tcp-timeout-close-wait", "0"},
		},
		{
			Name:                "coredns",
			Command:             []string{n.programs["coredns"], "-conf", n.path("Corefile")},
			probe:               n.ready,
			ReadyTimeoutSeconds: int(2 * time.Minute / time.Second),
		},
	}
}

// ready: the node is, and pods can be made in the default namespace.
func (n *node) ready() error {
	return errors.Join(
		n.kubectl("wait", "--for=condition=Ready", "node/"+nodeName, "--timeout=1s"),
		n.kubectl("--namespace=default", "get", "serviceaccount", "default"))
}

func (n *node) admitDNS() error {
	return errors.Join(
		n.kubectl("create", "clusterrole", "dns", "--verb=list,watch",
			"--resource=services,namespaces,pods,endpointslices.discovery.k8s.io"),
		n.kubectl("create", "clusterrolebinding", "dns", "--clusterrole=dns", "--user=system:coredns"))
}

func toJSON(value any) []byte {
	text, _ := json.MarshalIndent(value, "", "  ")
	return append(text, '\n')
}

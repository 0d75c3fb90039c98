package main

import (
	"errors"
	"fmt"
)

const pauseImage = "localhost/pause:local"

// writeFiles writes the configuration of the node's programs. Paths without the state folder are the machine's own.
func (n *node) writeFiles() error {
	write := func(name string, text []byte) error { return writeFile(n.path(name), text, 0o600) }
	return errors.Join(
		write("containerd.toml", fmt.Appendf(nil, containerdConfig, pauseImage, n.pki)),
		write("10-bridge.conflist", toJSON(podNetwork())),
		write("kubelet.json", toJSON(n.kubeletConfig())),
		write("Corefile", fmt.Appendf(nil, corefile, nodeAddress, n.path("dns.conf"), "xcp-operator-test")),
		write("audit.json", toJSON(auditPolicy())),
	)
}

// restrict_oom_score_adj: a sandbox may not lower its score here; snapshotters that this machine has not are left out.
const containerdConfig = `version = 2
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = %q
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = %q
`

// DNS is a process on the node; it knows the cluster's names and forwards nothing.
const corefile = `.:53 {
  bind %s
  errors
  cache 5
  kubernetes cluster.local {
    kubeconfig %s %s
    pods insecure
  }
}
`

type object map[string]any

func podNetwork() object {
	return object{"cniVersion": "0.4.0", "name": "pods", "plugins": []object{
		{
			"type": "bridge", "bridge": "pods0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
			"ipam": object{
				"type": "host-local", "dataDir": "/run/cni-addresses",
				"ranges": [][]object{{{"subnet": podRange}}}, "routes": []object{{"dst": "0.0.0.0/0"}},
			},
		},
		{"type": "portmap", "capabilities": object{"portMappings": true}},
	}}
}

// kubeletConfig: images are never collected, for nothing could pull them again.
func (n *node) kubeletConfig() object {
	return object{
		"apiVersion":               "kubelet.config.k8s.io/v1beta1",
		"kind":                     "KubeletConfiguration",
		"containerRuntimeEndpoint": "unix:///run/containerd/containerd.sock",
		"cgroupRoot":               cgroupOf(n.run),
		"cgroupDriver":             "cgroupfs",
		"failCgroupV1":             false,
		"failSwapOn":               false,
		"oomScoreAdj":              0,
		"address":                  nodeAddress,
		"authentication": object{
			"anonymous": object{"enabled": false}, "webhook": object{"enabled": true},
			"x509": object{"clientCAFile": n.path("ca.crt")},
		},
		"authorization":               object{"mode": "Webhook"},
		"resolvConf":                  "",
		"clusterDNS":                  []string{nodeAddress},
		"clusterDomain":               "cluster.local",
		"imageGCHighThresholdPercent": 100,
		"evictionHard":                object{"memory.available": "100Mi", "nodefs.available": "1%", "imagefs.available": "1%"},
		"makeIPTablesUtilChains":      false,
	}
}

// auditPolicy records who asked what, without bodies, of ServiceAccounts outside kube-system.
func auditPolicy() object {
	return object{
		"apiVersion": "audit.k8s.io/v1",
		"kind":       "Policy",
		"omitStages": []string{"RequestReceived"},
		"rules": []object{
			{"level": "None", "userGroups": []string{"system:serviceaccounts:kube-system"}},
			{"level": "Metadata", "userGroups": []string{"system:serviceaccounts"}},
			{"level": "None"},
		},
	}
}

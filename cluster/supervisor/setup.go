package main

import (
	"errors"
	"os"
	"path/filepath"
)

// setUpControlPlane builds and prepares the control plane of this run.
func (r *run) setUpControlPlane() ([]childSpec, error) {
	paths, err := build([]string{"controlplane"}, r.say, r.stop)
	if err != nil {
		return nil, err
	}
	bin := filepath.Dir(paths["etcd"])
	plane, err := prepareControlPlane(r.options.state, bin)
	if err != nil {
		return nil, err
	}
	r.record.Kubeconfig, r.record.Server = plane.kubeconfig, plane.server()
	r.env = append(r.env, "PATH="+bin+":"+os.Getenv("PATH"))
	return plane.children(), nil
}

// setUpNode starts the machine, in which everything else of this run is started.
func (r *run) setUpNode() ([]childSpec, error) {
	if missing := missingForNode(); missing != "" {
		return nil, errors.New(missing)
	}
	paths, err := build([]string{"node"}, r.say, r.stop)
	if err != nil {
		return nil, err
	}
	r.record.Node = true
	n, err := prepareNode(r.options.state, r.id, paths, r.options.images)
	if err != nil {
		return nil, err
	}
	r.record.Kubeconfig, r.record.Server = n.kubeconfig, nodeServer
	r.env = append(r.env, "PATH="+filepath.Dir(paths["etcd"])+":"+os.Getenv("PATH"))
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if err := r.startOne(childSpec{Name: "machine", Command: []string{self, "machine", r.options.state},
		Ready: "^the machine is furnished$", namespaces: machineNamespaces}); err != nil {
		return nil, err
	}
	n.machine = r.children[0]
	r.machine = n.machine.pid
	return n.children(), nil
}

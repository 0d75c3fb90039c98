package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRefusesWhatItDoesNotUnderstand(t *testing.T) {
	spec := filepath.Join(t.TempDir(), "spec.json")
	if err := os.WriteFile(spec, []byte(`{"children": [{"name": "a", "comand": ["x"]}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, arguments := range map[string][]string{
		"no state":                {},
		"child without command":   {"--state", "s", "--child", "a"},
		"child twice":             {"--state", "s", "--child", "a=x", "--child", "a=y"},
		"child named like ours":   {"--state", "s", "--child", "etcd=x"},
		"name that is a path":     {"--state", "s", "--child", "../a=x"},
		"ready of nobody":         {"--state", "s", "--ready", "a=x"},
		"ready not an expression": {"--state", "s", "--child", "a=x", "--ready", "a=["},
		"unknown key in spec":     {"--state", "s", "--spec", spec},
		"kubeconfig not there":    {"--state", "s", "--kubeconfig", "/no/such/file"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseUp(arguments); err == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestKnowsWhatATargetMeans(t *testing.T) {
	found, err := resolve([]string{"helm", "controlplane", "etcd"})
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, p := range found {
		names += p.name + " "
	}
	if names != "etcd kube-apiserver kube-controller-manager kubectl helm " {
		t.Error(names)
	}
	if _, err := resolve([]string{"kubectll"}); err == nil {
		t.Error("accepted")
	}
}

func TestKeysTheCacheByWhatIsBuilt(t *testing.T) {
	cluster := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(cluster, "controlplane"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(cluster, "controlplane", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]string{}
	key := func(when string) source {
		t.Helper()
		s, err := readSource(cluster, "controlplane")
		if err != nil {
			t.Fatal(err)
		}
		if earlier, ok := seen[s.key]; ok {
			t.Errorf("%s has the key of %s", when, earlier)
		}
		seen[s.key] = when
		return s
	}
	write("go.mod", "module x\n\nrequire (\n\tk8s.io/kubernetes v1.35.4\n)\n")
	if s := key("the first"); s.version != "v1.35.4" {
		t.Errorf("version %q", s.version)
	}
	write("go.sum", "a")
	key("another go.sum")
	write("go.mod", "module x\n\nrequire (\n\tk8s.io/kubernetes v1.35.5\n)\n")
	key("another go.mod")
	write("tools.go", "package x")
	key("another source")
	write("README.md", "x")
	if s, _ := readSource(cluster, "controlplane"); seen[s.key] != "another source" {
		t.Error("a README changes the key")
	}
}

func TestTellsAProcessByPidAndStartTime(t *testing.T) {
	start, err := startTime(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if !alive(os.Getpid(), start) || alive(os.Getpid(), start+1) {
		t.Error("pid and start time are not both compared")
	}
}

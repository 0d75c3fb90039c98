package helm

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The install ring: chart and image on a node that runs pods, as dev.d/install-ring.sh starts it. The simulated pool
// listens on addresses that pods reach.
var (
	install = flag.Bool("install", false, "install the chart on the cluster of KUBECONFIG, whose node has the image")
	pool    = flag.String("pool", "172.30.0.11:18443", "address of the simulated pool's first host")
)

const systemNamespace = "xcp-operator-system"

func TestInstallsFollowsAVirtualMachineToReadyAndLetsGo(t *testing.T) {
	if !*install {
		t.Skip("only with -install: dev.d/install-ring.sh")
	}
	c := &cluster{t: t, kubeconfig: os.Getenv("KUBECONFIG"), home: t.TempDir()}
	flags := []string{"xcp-operator", chart, "--namespace", systemNamespace, "--wait", "--timeout", "120s",
		"--set", "image.pullPolicy=Never", "--set", "egress.refuse={10.96.0.0/24,10.244.0.0/24}"}

	step(t, "the chart installs where restricted Pod Security is enforced", func() {
		c.kubectl("create", "namespace", systemNamespace)
		c.kubectl("label", "namespace", systemNamespace, "pod-security.kubernetes.io/enforce=restricted")
		c.helm(append([]string{"install"}, flags...)...)
	})
	step(t, "the story's VirtualMachines become Ready", func() {
		c.applyStory("../examples/quickstart")
		c.awaitAllReady("xcppool,xcpnetwork,storagerepository,virtualmachine")
	})
	before := vmsOfPool(t, *pool)
	for _, name := range c.virtualMachines() {
		if !slices.Contains(before, name) {
			t.Errorf("the pool has no VM %s: %s", name, before)
		}
	}
	step(t, "a deleted VirtualMachine goes, with its VM", func() {
		gone := c.virtualMachines()[0]
		c.kubectl("-n", "apps", "delete", "xvm", gone, "--timeout=90s")
		await(t, "VM "+gone+" is gone", func() bool { return !slices.Contains(vmsOfPool(t, *pool), gone) })
	})
	step(t, "an upgrade hands over from pod to pod", func() {
		c.helm(append([]string{"upgrade", "--set", "replicas=2"}, flags...)...)
		c.kubectl("-n", systemNamespace, "rollout", "status", "deployment/xcp-operator", "--timeout=90s")
		left := c.virtualMachines()[0]
		c.kubectl("-n", "apps", "patch", "--field-manager=xcp", "xvm", left, "--type=merge", "-p", `{"spec":{"description":"after the upgrade"}}`)
		c.awaitAllReady("virtualmachine")
	})
	step(t, "its rights are those it uses", func() { c.compareRights() })
	step(t, "an uninstall leaves objects and VMs", func() {
		objects, vms := c.virtualMachines(), vmsOfPool(t, *pool)
		c.helm("uninstall", "xcp-operator", "--namespace", systemNamespace, "--wait", "--timeout", "90s")
		if left := c.virtualMachines(); !slices.Equal(left, objects) {
			t.Errorf("objects before %s, after %s", objects, left)
		}
		if left := vmsOfPool(t, *pool); !slices.Equal(left, vms) {
			t.Errorf("VMs before %s, after %s", vms, left)
		}
		await(t, "the pods are gone", func() bool {
			return !strings.Contains(c.kubectl("-n", systemNamespace, "get", "pods", "-o", "name"), "pod/")
		})
	})
}

// step runs one part of the story and prints how long it took.
func step(t *testing.T, sentence string, part func()) {
	t.Helper()
	began := time.Now()
	part()
	t.Logf("%5.1f s  %s", time.Since(began).Seconds(), sentence)
	if t.Failed() {
		t.FailNow()
	}
}

// applyStory applies the manifests of an example, with addresses that pods reach in the place of the loopback's.
func (c *cluster) applyStory(folder string) {
	c.t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(files) == 0 {
		c.t.Fatalf("no manifests in %s: %v", folder, err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			c.t.Fatal(err)
		}
		all.WriteString("---\n" + string(text) + "\n")
	}
	story := strings.NewReplacer("127.0.0.1:", "172.30.0.11:", "127.0.0.2:", "172.30.0.12:").Replace(all.String())
	if !strings.Contains(story, *pool) {
		c.t.Fatalf("%s names no pool on the loopback", folder)
	}
	c.apply(story)
}

func (c *cluster) awaitAllReady(kinds string) {
	c.t.Helper()
	said := c.kubectlMayFail("wait", "--for=condition=Ready", kinds, "--all", "--all-namespaces", "--timeout=90s")
	if strings.Contains(said, "timed out") || strings.Contains(said, "error") {
		c.t.Errorf("%s\n%s\n%s", said, c.kubectl("get", kinds, "-A"),
			c.kubectl("-n", systemNamespace, "logs", "deployment/xcp-operator", "--tail=40"))
	}
}

func (c *cluster) virtualMachines() []string {
	c.t.Helper()
	return strings.Fields(c.kubectl("-n", "apps", "get", "xvm", "-o", "jsonpath={.items[*].metadata.name}"))
}

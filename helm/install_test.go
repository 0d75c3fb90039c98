package helm

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/yaml"
)

// The install ring: chart and image on a node that runs pods, as dev.d/test-install.sh starts it. The simulated pool
// listens on addresses that pods reach.
var (
	install = flag.Bool("install", false, "install the chart on the cluster of KUBECONFIG, whose node has the image")
	pool    = flag.String("pool", "172.30.0.11:18443", "address of the simulated pool's first host")
)

const systemNamespace = "xcp-operator-system"

func TestInstallsFollowsAVirtualMachineToReadyAndLetsGo(t *testing.T) {
	if !*install {
		t.Skip("only with -install: dev.d/test-install.sh")
	}
	c := &cluster{t: t, kubeconfig: os.Getenv("KUBECONFIG"), home: t.TempDir()}
	flags := []string{"--namespace", systemNamespace, "--wait", "--timeout", "120s",
		"--set", "image.pullPolicy=Never", "--set", "egress.refuse={10.96.0.0/24,10.244.0.0/24}"}

	step(t, "the chart installs where restricted Pod Security is enforced", func() {
		c.kubectl("create", "namespace", systemNamespace)
		c.kubectl("label", "namespace", systemNamespace, "pod-security.kubernetes.io/enforce=restricted")
		c.helm(append([]string{"install", "xcp-operator", chartBeforeNameLabels(t)}, flags...)...)
	})
	step(t, "the story's VirtualMachines become Ready", func() {
		c.applyStory("../examples/quickstart")
		c.awaitAllReady("xcppool,xcpnetwork,storagerepository,virtualmachine")
		// a guest can be asked to shut down when it runs its agent, which tells the address
		c.kubectl("-n", "apps", "wait", "xvm", "--all", "--for=jsonpath={.status.guest.addresses[0]}", "--timeout=90s")
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
	step(t, "an image on a volume is brought in by a pod under restricted Pod Security, which goes again", func() {
		c.kubectl("label", "namespace", "infra", "pod-security.kubernetes.io/enforce=restricted")
		c.apply(imageOnAVolume(t))
		c.awaitAllReady("diskimage")
		await(t, "the pod is gone", func() bool { return c.kubectl("-n", "infra", "get", "job,pod", "-o", "name") == "" })
		c.kubectl("-n", "infra", "delete", "ximg", "golden", "--timeout=60s")
	})
	step(t, "an upgrade brings the CRDs up to date and hands over from pod to pod", func() {
		c.helm(append([]string{"upgrade", "xcp-operator", chart, "--set", "replicas=2,resyncInterval=4m"}, flags...)...)
		c.kubectl("-n", systemNamespace, "rollout", "status", "deployment/xcp-operator", "--timeout=90s")
		c.rename("renamed-after-the-upgrade")
	})
	step(t, "the other replica takes over when the leader is killed", func() {
		leader := c.leader()
		c.kubectl("-n", systemNamespace, "delete", "pod", leader, "--grace-period=0", "--force", "--wait=false")
		await(t, "another pod leads", func() bool { now := c.leader(); return now != "" && now != leader })
		c.rename("renamed-by-the-other-replica")
		c.kubectl("-n", systemNamespace, "rollout", "status", "deployment/xcp-operator", "--timeout=90s")
	})
	step(t, "a person with no more than the chart's roles sees a VM's screen through the leader's pod", func() {
		vm := c.virtualMachines()[0]
		person := c.aPerson()
		if said := c.consoleBanner(person, vm); said != "RFB 003.008\n" {
			t.Errorf("not what a VNC server says first: %q", said)
		}
		if said := c.consoleRefusal(c.aStranger(), vm); !strings.Contains(said, "may not") {
			t.Errorf("somebody without the right is told: %s", said)
		}
	})
	step(t, "its rights are those it uses", func() { c.compareRights() })
	step(t, "an uninstall leaves objects and VMs", func() {
		objects, vms, crds := c.virtualMachines(), vmsOfPool(t, *pool), c.crds()
		c.helm("uninstall", "xcp-operator", "--namespace", systemNamespace, "--wait", "--timeout", "90s")
		if left := c.virtualMachines(); !slices.Equal(left, objects) {
			t.Errorf("objects before %s, after %s", objects, left)
		}
		if left := vmsOfPool(t, *pool); !slices.Equal(left, vms) {
			t.Errorf("VMs before %s, after %s", vms, left)
		}
		if left := c.crds(); len(crds) == 0 || !slices.Equal(left, crds) {
			t.Errorf("CRDs before %s, after %s", crds, left)
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

// imageOnAVolume is a volume that has a file of some MiB, in a folder of the node, a claim of it, and a DiskImage of that.
func imageOnAVolume(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	image := make([]byte, 3<<20)
	for at := range image {
		image[at] = byte(at * 7)
	}
	if err := errors.Join(os.WriteFile(filepath.Join(folder, "golden.img"), image, 0o644), os.Chmod(folder, 0o755)); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`
apiVersion: v1
kind: PersistentVolume
metadata: {name: images}
spec:
  accessModes: [ReadWriteOnce]
  capacity: {storage: 1Gi}
  storageClassName: ""
  claimRef: {name: images, namespace: infra}
  hostPath: {path: %s, type: Directory}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: images, namespace: infra}
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ""
  resources: {requests: {storage: 1Gi}}
---
apiVersion: xcp-operator.io/v1alpha1
kind: DiskImage
metadata: {name: golden, namespace: infra}
spec:
  storageRepositoryRef: {name: nas-vms}
  source:
    persistentVolumeClaim: {name: images, path: golden.img}
    sha256: %x
`, folder, sha256.Sum256(image))
}

// chartBeforeNameLabels is the chart as if an earlier version had known no spec.nameLabel of a VirtualMachine.
func chartBeforeNameLabels(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), chart)
	if out, err := exec.Command("cp", "-rL", chart, folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	file := filepath.Join(folder, "files", "crds", "virtualmachines.xcp-operator.io-v1.yml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	crd := parse(t, text)
	schema := crd["spec"].(map[string]any)["versions"].([]any)[0].(map[string]any)["schema"].(map[string]any)["openAPIV3Schema"]
	fields := schema.(map[string]any)["properties"].(map[string]any)["spec"].(map[string]any)["properties"].(map[string]any)
	if _, there := fields["nameLabel"]; !there {
		t.Fatal("VirtualMachine has no spec.nameLabel: take another field")
	}
	delete(fields, "nameLabel")
	older, err := yaml.Marshal(crd)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(file), os.WriteFile(file, older, 0o644)); err != nil {
		t.Fatal(err)
	}
	return folder
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

// crds are the names of our CRDs in the cluster.
func (c *cluster) crds() []string {
	c.t.Helper()
	return strings.Fields(c.kubectl("get", "crd", "-l", "app.kubernetes.io/part-of=xcp-operator", "-o", "name"))
}

// leader is the pod that says it leads; empty when none does.
func (c *cluster) leader() string {
	c.t.Helper()
	names := `go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}`
	for _, pod := range strings.Fields(c.kubectl("-n", systemNamespace, "get", "pods", "-o", names)) {
		if strings.Contains(c.kubectlMayFail("-n", systemNamespace, "logs", pod), `"formattedMessage":"leading"`) {
			return pod
		}
	}
	return ""
}

// rename gives a VM of the story another name on the pool, and waits until it has it.
func (c *cluster) rename(to string) {
	c.t.Helper()
	vm := c.virtualMachines()[0]
	c.kubectl("-n", "apps", "patch", "--field-manager=xcp", "xvm", vm, "--type=merge", "-p", `{"spec":{"nameLabel":"`+to+`"}}`)
	await(c.t, vm+" is "+to+" on the pool", func() bool { return slices.Contains(vmsOfPool(c.t, *pool), to) })
}

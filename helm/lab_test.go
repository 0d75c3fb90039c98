package helm

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The GitOps ring: Flux's own kustomize-controller applies a Git repository that holds examples/gitops/lab, as
// dev.d/test-gitops.sh starts it. Its companion that reads repositories is not here; an ExternalArtifact stands in for it.
var gitops = flag.Bool("gitops", false, "follow a Git repository on the cluster of KUBECONFIG, where Flux, the operator and a pool run")

const gitopsPool = "127.0.0.1:18443"

// An ExternalArtifact stands in for the GitRepository, whose controller is not here.
const beforeTheLab = `
apiVersion: v1
kind: Namespace
metadata: {name: flux-system}
---
apiVersion: v1
kind: Namespace
metadata: {name: argocd}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: ExternalArtifact
metadata: {name: lab, namespace: flux-system}
spec: {}
`

// The user's Kustomization, with a source that the test can feed and a pace that it can wait for.
func (l *lab) kustomization() string {
	text, err := os.ReadFile("../examples/gitops/flux/lab.yaml")
	if err != nil {
		l.t.Fatal(err)
	}
	_, kustomization, _ := strings.Cut(string(text), "\n---\n")
	return strings.NewReplacer(
		"kind: GitRepository", "kind: ExternalArtifact",
		"interval: 10m", "interval: 1h",
		"retryInterval: 1m", "retryInterval: 1h",
		"timeout: 15m", "timeout: 3m",
	).Replace(kustomization)
}

// lab is a Git repository that Flux follows.
type lab struct {
	*cluster
	folder string
	served *httptest.Server
	asked  int
}

func newLab(t *testing.T) *lab {
	c := &cluster{t: t, kubeconfig: os.Getenv("KUBECONFIG"), home: t.TempDir()}
	artifacts := t.TempDir()
	l := &lab{cluster: c, folder: t.TempDir(), served: httptest.NewServer(http.FileServer(http.Dir(artifacts)))}
	t.Cleanup(l.served.Close)
	l.git("init", "-q", "-b", "main")
	if err := os.CopyFS(filepath.Join(l.folder, "lab"), os.DirFS("../examples/gitops/lab")); err != nil {
		t.Fatal(err)
	}
	l.home = artifacts
	c.apply(beforeTheLab)
	image := make([]byte, 3<<20)
	for at := range image {
		image[at] = byte(at * 7)
	}
	if err := os.WriteFile(filepath.Join(artifacts, "debian-12.img"), image, 0o600); err != nil {
		t.Fatal(err)
	}
	l.write("image.yaml", "https://cloud.debian.org/images/cloud/bookworm/latest/debian-12-genericcloud-amd64.qcow2", l.served.URL+"/debian-12.img")
	return l
}

func (l *lab) git(arguments ...string) []byte {
	l.t.Helper()
	command := exec.Command("git", append([]string{"-C", l.folder, "-c", "user.name=me", "-c", "user.email=me@home.arpa"}, arguments...)...)
	out, err := command.Output()
	if err != nil {
		l.t.Fatalf("git %s: %v", strings.Join(arguments, " "), err)
	}
	return out
}

// write changes a file of the repository.
func (l *lab) write(file, from, to string) {
	l.t.Helper()
	path := filepath.Join(l.folder, "lab", file)
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), from) {
		l.t.Fatalf("%s has no %q (%v)", file, from, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), from, to, 1)), 0o600); err != nil {
		l.t.Fatal(err)
	}
}

func (l *lab) remove(files ...string) {
	l.t.Helper()
	for _, file := range files {
		if err := os.Remove(filepath.Join(l.folder, "lab", file)); err != nil {
			l.t.Fatal(err)
		}
	}
}

// restore takes files back as an earlier revision has them.
func (l *lab) restore(revision string, files ...string) {
	l.t.Helper()
	_, sha, _ := strings.Cut(revision, ":")
	for _, file := range files {
		l.git("checkout", "-q", sha, "--", "lab/"+file)
	}
}

// commit publishes what the folder holds, and returns its revision.
func (l *lab) commit(message string) string {
	l.t.Helper()
	l.git("add", "-A")
	l.git("commit", "-q", "--allow-empty", "-m", message)
	sha := strings.TrimSpace(string(l.git("rev-parse", "HEAD")))
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	zip.Write(l.git("archive", "--format=tar", "HEAD"))
	zip.Close()
	if err := os.WriteFile(filepath.Join(l.home, sha+".tar.gz"), packed.Bytes(), 0o600); err != nil {
		l.t.Fatal(err)
	}
	now := time.Now().UTC().Format(time.RFC3339)
	revision := "main@sha1:" + sha
	status, _ := json.Marshal(map[string]any{"status": map[string]any{
		"artifact": map[string]any{
			"path": sha + ".tar.gz", "url": l.served.URL + "/" + sha + ".tar.gz", "revision": revision,
			"digest": fmt.Sprintf("sha256:%x", sha256.Sum256(packed.Bytes())), "lastUpdateTime": now, "size": packed.Len(),
		},
		"conditions": []any{map[string]any{
			"type": "Ready", "status": "True", "reason": "Succeeded", "message": message,
			"lastTransitionTime": now, "observedGeneration": 1,
		}},
	}})
	l.kubectl("-n", "flux-system", "patch", "externalartifact", "lab", "--subresource=status", "--type=merge", "-p", string(status))
	return revision
}

func (l *lab) of(kind, namespace, name, path string) string {
	return l.kubectlMayFail("-n", namespace, "get", kind, name, "--ignore-not-found", "-o", "jsonpath="+path)
}

func (l *lab) vm(name, path string) string { return l.of("xvm", "apps", name, path) }

// kindsOfLab are those that the repository holds.
const kindsOfLab = "xpool,xnet,xsr,ximg,xvm,xsnap"

// notReady names what of the repository is there and not Ready.
func (l *lab) notReady() (names []string) {
	said := l.kubectlMayFail("get", kindsOfLab, "-A", "-o",
		`jsonpath={range .items[*]}{.kind}/{.metadata.name} {.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}`)
	for line := range strings.Lines(said) {
		if name, ready, _ := strings.Cut(strings.TrimSpace(line), " "); ready != "True" {
			names = append(names, name)
		}
	}
	return names
}

func (l *lab) isReady(kind, namespace, name string) bool {
	return l.of(kind, namespace, name, `{.status.conditions[?(@.type=="Ready")].status}`) == "True"
}

func (l *lab) vmIsReady(name string) bool { return l.isReady("xvm", "apps", name) }

// listed is objects of a kind in all namespaces, as they are now.
func (l *lab) listed(kinds string) []map[string]any {
	l.t.Helper()
	var list struct{ Items []map[string]any }
	if err := json.Unmarshal([]byte(l.kubectl("get", kinds, "-A", "-o", "json")), &list); err != nil {
		l.t.Fatal(err)
	}
	return list.Items
}

// argoSays is what Argo CD makes of an object as it is now: its health, and the sentence with it.
func (l *lab) argoSays(kind, name string) (string, string) {
	l.t.Helper()
	for _, object := range l.listed(kind) {
		if object["metadata"].(map[string]any)["name"] == name {
			return healthOf(l.t, object)
		}
	}
	return "Missing", ""
}

// says is Flux's own word about a revision: "True", "False" or "Unknown", and the sentence with it.
func (l *lab) says(revision string) (string, string) {
	said := l.of("kustomization", "flux-system", "lab",
		`{.status.lastAttemptedRevision}|{.status.conditions[?(@.type=="Ready")].status}|{.status.conditions[?(@.type=="Ready")].message}`)
	parts := strings.SplitN(said, "|", 3)
	if len(parts) < 3 || parts[0] != revision {
		return "", said
	}
	return parts[1], parts[2]
}

func (l *lab) awaitApplied(revision string) {
	l.t.Helper()
	await(l.t, "Flux finds "+revision+" healthy", func() bool {
		ready, _ := l.says(revision)
		return ready == "True" && l.of("kustomization", "flux-system", "lab", "{.status.lastAppliedRevision}") == revision
	})
}

// approveDeletions says yes to what the pool holds back once that many wait.
func (l *lab) approveDeletions(count int) {
	l.t.Helper()
	var approval string
	await(l.t, fmt.Sprintf("%d deletions are held", count), func() bool {
		held := l.of("xpool", "infra", "home", `{.status.conditions[?(@.type=="MassDeletionHeld")].message}`)
		approval = regexp.MustCompile(`xcp-operator\.io/approve-deletions=[0-9a-f.]+`).FindString(held)
		return approval != "" && strings.HasPrefix(held, strconv.Itoa(count)+" deletion")
	})
	l.kubectl("-n", "infra", "annotate", "--overwrite", "--field-manager=xcp", "xpool", "home", approval)
}

// follow runs the commands of a README of examples/, which are its indented lines.
func (c *cluster) follow(example string) {
	c.t.Helper()
	text, err := os.ReadFile("../examples/" + example + "/README.md")
	if err != nil {
		c.t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if typed, isCommand := strings.CutPrefix(line, "    "); isCommand {
			c.run(nil, true, "sh", "-c", `cd .. && PATH="$1:$PATH" && eval "$2"`, "sh", filepath.Dir(programs["kubectl"]), typed)
		}
	}
}

// awaitFailed waits until Flux gives a revision up, and returns its sentence.
func (l *lab) awaitFailed(revision string) (sentence string) {
	l.t.Helper()
	await(l.t, "Flux gives up "+revision, func() bool {
		ready, said := l.says(revision)
		sentence = said
		return ready == "False"
	})
	return sentence
}

// again has Flux apply the same revision once more, as it does at each interval.
func (l *lab) again() {
	l.t.Helper()
	l.asked++
	want := strconv.Itoa(l.asked)
	l.kubectl("-n", "flux-system", "annotate", "--overwrite", "kustomization", "lab", "reconcile.fluxcd.io/requestedAt="+want)
	await(l.t, "Flux applied it again", func() bool {
		return l.of("kustomization", "flux-system", "lab",
			`{.status.lastHandledReconcileAt} {.status.conditions[?(@.type=="Ready")].status}`) == want+" True"
	})
}

// applied tells for every object of ours who wrote it when, but for status: Flux's own writes show as a later time.
func (l *lab) applied() string {
	return l.kubectl("get", kindsOfLab, "-A", "--show-managed-fields", "-o",
		`jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.generation} {.metadata.managedFields[?(@.manager=="kustomize-controller")].time}{"\n"}{end}`)
}

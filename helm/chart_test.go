// Package helm holds the chart's tests: how it renders, what it refuses, and what it does on a real API server.
package helm

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

const chart = "xcp-operator"

var update = flag.Bool("update", false, "rewrite the golden renderings")

// programs are the pinned helm and kubectl, built where they are missing.
var programs = map[string]string{}

func TestMain(m *testing.M) {
	flag.Parse()
	build := exec.Command("../cluster/supervise", "build", "helm", "kubectl")
	build.Stderr = os.Stderr
	out, err := build.Output()
	if err != nil {
		panic(err)
	}
	for _, path := range strings.Fields(string(out)) {
		programs[filepath.Base(path)] = path
	}
	os.Exit(m.Run())
}

func TestLintsWithoutAWord(t *testing.T) {
	for _, values := range valueSets(t) {
		out, err := exec.Command(programs["helm"], "lint", "--strict", chart, "--values", values).CombinedOutput()
		if err != nil || strings.Contains(string(out), "[WARNING]") {
			t.Errorf("%s: %s", values, out)
		}
	}
}

func TestRendersAsCommitted(t *testing.T) {
	for _, values := range valueSets(t) {
		name := strings.TrimSuffix(filepath.Base(values), ".yaml")
		t.Run(name, func(t *testing.T) {
			// the CRDs have a test of their own
			rendered := render(t, "--values", values, "--set", "crds.install=false")
			golden := filepath.Join("testdata", "golden", name+".yaml")
			if *update {
				if err := os.WriteFile(golden, []byte(rendered), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			committed, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if rendered != string(committed) {
				t.Errorf("differs from %s; if that is meant: go test -run TestRendersAsCommitted -update, and read the diff\n%s",
					golden, difference(string(committed), rendered))
			}
		})
	}
}

func TestRefusesValuesThatCannotBeMeant(t *testing.T) {
	for _, refused := range []struct{ set, because string }{
		{"replica=2", "additional properties 'replica' not allowed"},
		{"replicas=9", "maximum"},
		{"egress.allow={10.0.0.1}", "does not match pattern"},
		{"clusterId=a b", "does not match pattern"},
		{"log.format=xml", "must be one of"},
		{"leaderElection.duration=15", "got number, want string"},
		{"replicas=2,leaderElection.enabled=false", "two operators would write at once"},
		{"metrics.serviceMonitor.enabled=true,metrics.service.enabled=false", "needs metrics.service.enabled"},
	} {
		t.Run(refused.set, func(t *testing.T) {
			out, err := exec.Command(programs["helm"], "template", "x", chart, "--set", refused.set).CombinedOutput()
			if err == nil || !strings.Contains(string(out), refused.because) {
				t.Errorf("want a refusal because of %q, got %v: %s", refused.because, err, out)
			}
		})
	}
}

// A kind whose controller does not exist yet stays out of the chart.
var kindsWithController = []string{"diskimages", "storagerepositories", "virtualmachinerestores", "virtualmachines", "virtualmachinesnapshots", "xcphosts", "xcpinquiries", "xcpnetworks", "xcppools"}

func TestShipsTheCommittedCrdsOfEveryKindThatHasAController(t *testing.T) {
	shipped, err := filepath.Glob(filepath.Join(chart, "files", "crds", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(shipped) != len(kindsWithController) {
		t.Errorf("%d files for %d kinds: %s", len(shipped), len(kindsWithController), shipped)
	}
	for _, kind := range kindsWithController {
		file := kind + ".xcp-operator.io-v1.yml"
		committed, err := os.ReadFile(filepath.Join("..", "crds", "manifests", file))
		if err != nil {
			t.Fatal(err)
		}
		copied, err := os.ReadFile(filepath.Join(chart, "files", "crds", file))
		if err != nil || string(copied) != string(committed) {
			t.Errorf("%s is not the committed one (%v): it is to be a link to crds/manifests", file, err)
		}
	}
}

func TestRendersEachCrdAsCommittedButForLabelAndAnnotation(t *testing.T) {
	found := 0
	for _, document := range strings.Split(render(t, "--show-only", "templates/crds.yaml"), "\n---\n") {
		rendered := parse(t, []byte(document))
		metadata := rendered["metadata"].(map[string]any)
		if policy := metadata["annotations"].(map[string]any)["helm.sh/resource-policy"]; policy != "keep" {
			t.Errorf("%s has resource policy %v", metadata["name"], policy)
		}
		if part := metadata["labels"].(map[string]any)["app.kubernetes.io/part-of"]; part != "xcp-operator" {
			t.Errorf("%s is part of %v", metadata["name"], part)
		}
		delete(metadata, "annotations")
		delete(metadata, "labels")
		text, err := os.ReadFile(filepath.Join("..", "crds", "manifests", metadata["name"].(string)+"-v1.yml"))
		if err != nil {
			t.Fatal(err)
		}
		if !equal(t, rendered, parse(t, text)) {
			t.Errorf("%s changed on its way through the template", metadata["name"])
		}
		found++
	}
	if found != len(kindsWithController) {
		t.Errorf("%d CRDs rendered", found)
	}
}

// The operator's settings are read from its source, so that a renamed one is found here and not in production.
func TestSetsOnlyWhatTheOperatorReads(t *testing.T) {
	var source strings.Builder
	for _, file := range []string{"java/io/xcpoperator/operator/platform/config/Setting.java", "resources/logback.xml"} {
		text, err := os.ReadFile("../operator/src/main/" + file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(text)
	}
	for _, line := range strings.Split(render(t), "\n") {
		_, rest, found := strings.Cut(line, "{name: XCP_")
		if !found {
			continue
		}
		name, _, _ := strings.Cut(rest, ",")
		if !strings.Contains(source.String(), "    "+name+"(") && !strings.Contains(source.String(), "${XCP_"+name+":-") {
			t.Errorf("XCP_%s is no setting of the operator", name)
		}
	}
}

func valueSets(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("testdata/values/*.yaml")
	if err != nil || len(found) == 0 {
		t.Fatalf("no value sets: %v", err)
	}
	return found
}

func render(t *testing.T, arguments ...string) string {
	t.Helper()
	command := exec.Command(programs["helm"], append([]string{"template", "xcp-operator", chart,
		"--namespace", "xcp-operator-system"}, arguments...)...)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("helm template %s: %v\n%s", arguments, err, stderrOf(err))
	}
	return strings.TrimPrefix(string(out), "---\n")
}

func stderrOf(err error) string {
	if exit, ok := err.(*exec.ExitError); ok {
		return string(exit.Stderr)
	}
	return ""
}

func parse(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var object map[string]any
	if err := yaml.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	return object
}

func equal(t *testing.T, a, b any) bool {
	t.Helper()
	textA, errA := yaml.Marshal(a)
	textB, errB := yaml.Marshal(b)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	return string(textA) == string(textB)
}

// difference is the first line where two texts part, with what follows.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	return "committed:\n" + strings.Join(a[at:min(at+5, len(a))], "\n") + "\nrendered:\n" + strings.Join(b[at:min(at+5, len(b))], "\n")
}

package helm

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	ofLab     = 8 // pool, two networks, storage, image, two VMs, snapshot
	atThePool = 2 // the pool itself, and the network that it had
)

func TestFollowsAGitRepository(t *testing.T) {
	if !*gitops {
		t.Skip("only with -gitops: dev.d/test-gitops.sh")
	}
	l := newLab(t)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(l.kubectlMayFail("get", "kustomization,"+kindsOfLab, "-A", "-o", "wide"), vmsOfPool(t, gitopsPool))
		}
	})
	var uuid, whole string

	step(t, "the commands of examples/gitops/README.md, and the manifests of both engines", func() { l.follow("gitops") })
	step(t, "a commit makes a lab, and is healthy exactly when all of it is", func() {
		whole = l.commit("my lab")
		l.apply(l.kustomization())
		await(t, "the lab is healthy", func() bool {
			// asked in this order: what Flux calls healthy was Ready before
			ready, _ := l.says(whole)
			waits, there := l.notReady(), len(l.listed(kindsOfLab))
			if ready == "True" && (len(waits) > 0 || there != ofLab) {
				t.Errorf("healthy with %d objects, and not Ready are %s", there, waits)
			}
			return ready == "True"
		})
		uuid = l.vm("web", "{.status.uuid}")
		if vms := vmsOfPool(t, gitopsPool); !slices.Equal(vms, []string{"db", "web"}) {
			t.Errorf("the pool has %s", vms)
		}
		for _, object := range l.listed(kindsOfLab) {
			if health, said := healthOf(t, object); health != "Healthy" {
				t.Errorf("Argo CD says %s: %s, of %s %s", health, said, object["kind"], object["metadata"])
			}
		}
	})
	step(t, "over ten intervals nothing that the operator writes is drift", func() {
		before := l.applied()
		for range 10 {
			l.again()
		}
		if after := l.applied(); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
	step(t, "a restart waits for its approval, which survives Flux", func() {
		l.write("web.yaml", "size: 1Gi", "size: 2Gi")
		l.awaitApplied(l.commit("more memory for web"))
		var hash string
		await(t, "the restart is asked for", func() bool {
			hash = l.vm("web", "{.status.pendingChanges.hash}")
			return hash != ""
		})
		l.kubectl("-n", "apps", "annotate", "--field-manager=xcp", "xvm", "web", "xcp-operator.io/approve-restart="+hash)
		l.again()
		await(t, "web has its memory", func() bool { return l.vm("web", "{.status.memory.size}") == "2Gi" && l.vmIsReady("web") })
		l.again()
		if kept := l.vm("web", `{.metadata.annotations.xcp-operator\.io/approve-restart}`); kept != hash {
			t.Errorf("the annotation is %q now", kept)
		}
	})
	step(t, "a spec that is refused changes nothing, and our sentence is Flux's too", func() {
		before := l.vm("db", "{.metadata.generation}")
		l.write("db.yaml", "cpu: {count: 2}", "cpu: {count: 2, max: 1}")
		sentence := l.awaitFailed(l.commit("more than the most"))
		if !strings.Contains(sentence, "VirtualMachine/apps/db") || !strings.Contains(sentence, "cpu.count is more than cpu.max: raise max") {
			t.Errorf("it says: %s", sentence)
		}
		if after := l.vm("db", "{.metadata.generation}"); after != before {
			t.Errorf("db had generation %s and has %s", before, after)
		}
		l.write("db.yaml", "cpu: {count: 2, max: 1}", "cpu: {count: 2}")
		l.awaitApplied(l.commit("mended"))
	})
	step(t, "a spec that can never work has failed at once", func() {
		began := time.Now()
		l.write("db.yaml", "cpu: {count: 2}", "cpu: {count: 2, coresPerSocket: 3}")
		sentence := l.awaitFailed(l.commit("odd sockets"))
		if took := time.Since(began); took > 45*time.Second || !strings.Contains(sentence, "VirtualMachine/apps/db") {
			t.Errorf("after %s: %s", took, sentence)
		}
		if said := l.vm("db", "{.status.message}"); !strings.Contains(said, "cpu.max 2 is not a multiple of cpu.coresPerSocket 3") {
			t.Errorf("db says: %s", said)
		}
		if health, said := l.argoSays("xvm", "db"); health != "Degraded" || !strings.Contains(said, "coresPerSocket") {
			t.Errorf("Argo CD says %s: %s", health, said)
		}
		l.write("db.yaml", "cpu: {count: 2, coresPerSocket: 3}", "cpu: {count: 2}")
		l.awaitApplied(l.commit("even ones"))
	})
	step(t, "force on an immutable field loses nothing", func() { l.forceLosesNothing(uuid) })
	step(t, "a file that goes leaves what Retain keeps, and what is protected stays until a person says so", func() {
		l.keepsWhatItIsTold(uuid)
	})
	step(t, "files that go take along what they made, no more in an hour than the pool allows", func() {
		l.remove("snapshot.yaml")
		l.commit("no snapshot")
		l.approveDeletions(1) // db was the one of this hour
		await(t, "the snapshot is gone", func() bool { return len(l.listed("xsnap")) == 0 })
		l.remove("web.yaml", "image.yaml", "network-and-storage.yaml")
		l.commit("an empty lab")
		l.approveDeletions(2) // iot has the word of force, and leaves its network
		await(t, "all are gone but the pool and what it had", func() bool {
			return len(l.listed(kindsOfLab)) == atThePool && len(vmsOfPool(t, gitopsPool)) == 0
		})
	})
}

// forceLosesNothing has Flux delete and make again what it may not change: a VM by the Kustomization's word, a network by its own.
func (l *lab) forceLosesNothing(uuid string) {
	l.kubectl("-n", "flux-system", "patch", "kustomization", "lab", "--type=merge", "-p", `{"spec":{"force":true}}`)
	before := l.vm("web", "{.metadata.uid}")
	l.write("web.yaml", "name: debian-12-golden", "name: debian-13-golden")
	l.commit("another template")
	await(l.t, "web is another object, and says whose VM that is", func() bool {
		return l.vm("web", "{.metadata.uid}") != before && strings.Contains(l.vm("web", "{.status.message}"), "take-over="+uuid)
	})
	if vms := vmsOfPool(l.t, gitopsPool); !slices.Equal(vms, []string{"db", "web"}) {
		l.t.Errorf("the pool has %s", vms)
	}
	l.write("web.yaml", "name: debian-13-golden", "name: debian-12-golden")
	l.commit("as it was")
	await(l.t, "web is as it was in Git", func() bool { return l.vm("web", "{.spec.source.template.name}") == "debian-12-golden" })
	l.kubectl("-n", "flux-system", "patch", "kustomization", "lab", "--type=merge", "-p", `{"spec":{"force":false}}`)
	l.kubectl("-n", "apps", "annotate", "--field-manager=xcp", "xvm", "web", "xcp-operator.io/take-over="+uuid)
	await(l.t, "web is Ready again, with the same VM", func() bool { return l.vmIsReady("web") && l.vm("web", "{.status.uuid}") == uuid })

	iot := func(path string) string { return l.of("xnet", "infra", "iot", path) }
	network, object := iot("{.status.uuid}"), iot("{.metadata.uid}")
	l.write("network-and-storage.yaml", "metadata: {name: iot, namespace: infra}",
		"metadata: {name: iot, namespace: infra, annotations: {kustomize.toolkit.fluxcd.io/force: enabled}}")
	l.write("network-and-storage.yaml", "tag: 20", "tag: 21")
	l.commit("another tag, by a word that only Git has yet")
	await(l.t, "iot is another object, and Ready", func() bool {
		return iot("{.metadata.uid}") != object && l.isReady("xnet", "infra", "iot") && iot("{.spec.vlan.tag}") == "21"
	})
	if iot("{.status.uuid}") == network || !slices.Contains(uuidsInPool(l.t, gitopsPool, "network"), network) {
		l.t.Errorf("the network of tag 20 is gone")
	}
	l.again()
}

// keepsWhatItIsTold prunes a VM that its resource leaves behind, and one that is protected.
func (l *lab) keepsWhatItIsTold(uuid string) {
	l.write("web.yaml", "powerState: Running", "powerState: Running\n  deletionPolicy: Retain")
	l.write("db.yaml", "powerState: Running", "powerState: Running\n  deletionProtection: true")
	kept := l.commit("keep both")
	l.awaitApplied(kept)
	l.remove("web.yaml", "db.yaml")
	l.commit("no VMs")
	await(l.t, "web is let go, and db says what keeps it", func() bool {
		return l.vm("web", "{.metadata.name}") == "" && strings.Contains(l.vm("db", "{.status.message}"), "deletionProtection is on")
	})
	if vms := vmsOfPool(l.t, gitopsPool); !slices.Equal(vms, []string{"db", "web"}) {
		l.t.Errorf("the pool has %s", vms)
	}
	if health, said := l.argoSays("xvm", "db"); health != "Progressing" || !strings.Contains(said, "deletionProtection is on") {
		l.t.Errorf("Argo CD says %s: %s", health, said)
	}
	l.write("pool.yaml", "allow: [Use]", "allow: [Use, Adopt]")
	l.restore(kept, "web.yaml")
	l.write("web.yaml", "source: {template: {name: debian-12-golden}}", "source: {existing: {uuid: "+uuid+"}}")
	l.write("web.yaml", "deletionPolicy: Retain", "deletionPolicy: Delete")
	l.commit("web as it is there")
	await(l.t, "web is Ready again, with the same VM", func() bool { return l.vmIsReady("web") && l.vm("web", "{.status.uuid}") == uuid })
	l.kubectl("-n", "apps", "patch", "xvm", "db", "--type=merge", "-p", `{"spec":{"deletionProtection":false}}`)
	await(l.t, "db is gone", func() bool { return slices.Equal(vmsOfPool(l.t, gitopsPool), []string{"web"}) })
}

package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"runtime"
)

// writeImage makes an OCI image of one static program, which is its entry point and all it holds.
func writeImage(program, reference, out string) error {
	binary, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	layer, err := archive([]member{{"app", binary, 0o755}})
	if err != nil {
		return err
	}
	type dict map[string]any
	config, err := json.Marshal(dict{
		"architecture": runtime.GOARCH,
		"os":           "linux",
		"config":       dict{"Entrypoint": []string{"/app"}, "User": "65532:65532", "WorkingDir": "/"},
		"rootfs":       dict{"type": "layers", "diff_ids": []string{digest(layer)}},
	})
	if err != nil {
		return err
	}
	describe := func(kind string, blob []byte) dict {
		return dict{"mediaType": "application/vnd.oci.image." + kind, "digest": digest(blob), "size": len(blob)}
	}
	manifest, err := json.Marshal(dict{
		"schemaVersion": 2,
		"mediaType":     "application/vnd.oci.image.manifest.v1+json",
		"config":        describe("config.v1+json", config),
		"layers":        []dict{describe("layer.v1.tar", layer)},
	})
	if err != nil {
		return err
	}
	entry := describe("manifest.v1+json", manifest)
	entry["annotations"] = dict{"io.containerd.image.name": reference}
	index, err := json.Marshal(dict{"schemaVersion": 2, "manifests": []dict{entry}})
	if err != nil {
		return err
	}
	members := []member{{"oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o644}, {"index.json", index, 0o644}}
	for _, blob := range [][]byte{layer, config, manifest} {
		members = append(members, member{"blobs/sha256/" + digest(blob)[len("sha256:"):], blob, 0o644})
	}
	whole, err := archive(members)
	if err != nil {
		return err
	}
	return writeFile(out, whole, 0o644)
}

type member struct {
	name    string
	content []byte
	mode    int64
}

func archive(members []member) ([]byte, error) {
	var out bytes.Buffer
	writer := tar.NewWriter(&out)
	for _, m := range members {
		header := &tar.Header{Typeflag: tar.TypeReg, Name: m.name, Size: int64(len(m.content)), Mode: m.mode}
		if err := writer.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := writer.Write(m.content); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), writer.Close()
}

func digest(blob []byte) string {
	sum := sha256.Sum256(blob)
	return "sha256:" + hex.EncodeToString(sum[:])
}

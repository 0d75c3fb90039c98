package main

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
)

// record is what a run writes about itself into its state folder, for status, for a second run's refusal and for the
// cleaning of a run that was cut off.
type record struct {
	Run        string        `json:"run"`
	Pid        int           `json:"pid"`
	Start      uint64        `json:"start"`
	Server     string        `json:"server,omitempty"`
	Kubeconfig string        `json:"kubeconfig,omitempty"`
	Node       bool          `json:"node,omitempty"`
	Ready      bool          `json:"ready"`
	Ended      bool          `json:"ended,omitempty"` // in order; the folder was kept for its logs
	Children   []childRecord `json:"children"`
}

type childRecord struct {
	Name  string `json:"name"`
	Pid   int    `json:"pid"`
	Start uint64 `json:"start"`
	Log   string `json:"log"`
}

// where says in words where the run's API server answers.
func (r record) where() string {
	if server, err := url.Parse(r.Server); err == nil && server.Port() != "" {
		return "API server on port " + server.Port()
	}
	if r.Ready {
		return "on a cluster of the user's"
	}
	return "still starting"
}

func recordPath(state string) string { return filepath.Join(state, "run.json") }

func lockPath(state string) string { return state + ".lock" }

func readRecord(state string) (record, error) {
	var r record
	text, err := os.ReadFile(recordPath(state))
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(text, &r)
}

func (r record) write(state string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(recordPath(state), text, 0o600)
}

// writeFile puts a whole file in place at once: a reader sees the old one or the new one.
func writeFile(path string, text []byte, mode os.FileMode) error {
	part := path + ".part"
	if err := os.WriteFile(part, text, mode); err != nil {
		return err
	}
	return os.Rename(part, path)
}

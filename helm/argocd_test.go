package helm

import (
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// Runs with the interpreter that Argo CD itself uses.
func TestTellsArgoCdTheHealth(t *testing.T) {
	for _, c := range []struct{ name, object, health, message string }{
		{"no status at all", `{metadata: {generation: 1}}`, "Progressing", "not seen by the operator yet"},
		{"the schema's default", `{metadata: {generation: 1}, status: {observedGeneration: -1}}`, "Progressing", "not seen by the operator yet"},
		{"ready", `{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "True", message: fine}]}}`, "Healthy", "fine"},
		{"ready, with a word for people", `{metadata: {generation: 2}, status: {observedGeneration: 2, message: restart needed, conditions: [{type: Ready, status: "True"}]}}`, "Healthy", "restart needed"},
		{"ready, of an older generation", `{metadata: {generation: 3}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "True"}]}}`, "Progressing", "not seen by the operator yet"},
		{"not ready", `{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "False", message: no host has room}]}}`, "Progressing", "no host has room"},
		{"stalled", `{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: Ready, status: "False"}, {type: Stalled, status: "True", message: no such template}]}}`, "Degraded", "no such template"},
		{"no longer stalled", `{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: Stalled, status: "False"}, {type: Ready, status: "True", message: fine}]}}`, "Healthy", "fine"},
		{"paused", `{metadata: {generation: 2, annotations: {xcp-operator.io/paused: "true"}}, status: {observedGeneration: 1}}`, "Suspended", "paused by annotation"},
		{"going", `{metadata: {generation: 2, deletionTimestamp: "2026-01-01T00:00:00Z"}, status: {observedGeneration: 2, message: waits for a clean shutdown, conditions: [{type: Ready, status: "True"}]}}`, "Progressing", "waits for a clean shutdown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			health, message := healthOf(t, parse(t, []byte(c.object)))
			if health != c.health || message != c.message {
				t.Errorf("%s %q", health, message)
			}
		})
	}
}

func healthOf(t *testing.T, object map[string]any) (string, string) {
	t.Helper()
	state := lua.NewState()
	defer state.Close()
	state.SetGlobal("obj", luaValue(state, object))
	if err := state.DoFile("argocd/health.lua"); err != nil {
		t.Fatal(err)
	}
	answer := state.CheckTable(-1)
	return answer.RawGetString("status").String(), answer.RawGetString("message").String()
}

func luaValue(state *lua.LState, value any) lua.LValue {
	switch v := value.(type) {
	case map[string]any:
		table := state.NewTable()
		for key, item := range v {
			table.RawSetString(key, luaValue(state, item))
		}
		return table
	case []any:
		table := state.NewTable()
		for _, item := range v {
			table.Append(luaValue(state, item))
		}
		return table
	case string:
		return lua.LString(v)
	case float64:
		return lua.LNumber(v)
	case bool:
		return lua.LBool(v)
	default:
		return lua.LNil
	}
}

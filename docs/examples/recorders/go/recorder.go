// Records what clients of a system do, as a history that skerry check reads: one event a line.
// Standard library only; copy this file into your tests.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ErrRefused marks an operation that certainly did not happen. Wrap it, or return it.
var ErrRefused = errors.New("refused")

// Recorder collects the events of all clients, in the order in which they happen.
type Recorder struct {
	mutex     sync.Mutex
	start     time.Time
	processes int
	lines     bytes.Buffer
}

// Client does one operation at a time; every goroutine needs one of its own.
type Client struct {
	recorder *Recorder
	process  int
	key      any
	function string
}

type event struct {
	Type    string `json:"type"`
	Process int    `json:"process"`
	F       string `json:"f"`
	Key     any    `json:"key,omitempty"`
	Value   any    `json:"value"`
	Error   string `json:"error,omitempty"`
	Time    int64  `json:"time"`
}

// NewRecorder returns an empty history.
func NewRecorder() *Recorder { return &Recorder{start: time.Now()} }

// Client returns a new client.
func (r *Recorder) Client() *Client { return &Client{recorder: r, process: r.newProcess()} }

// Call records one operation around request, which asks the system. An error that wraps ErrRefused
// means that nothing happened; after any other error, a panic, and an answer that JSON cannot hold,
// nobody knows.
func (c *Client) Call(f string, value any, request func() (any, error)) (any, error) {
	return c.CallOn(nil, f, value, request)
}

// CallOn is Call for one object of several, which the key names.
func (c *Client) CallOn(
	key any, f string, value any, request func() (any, error),
) (result any, err error) {
	c.key, c.function = key, f
	if err = c.record("invoke", value, ""); err != nil {
		return nil, err
	}
	known := false
	defer func() {
		if !known {
			reason := "panic"
			if err != nil {
				reason = err.Error()
			}
			c.record("info", value, reason)
			// It may still happen, so that this process is never free again.
			c.process = c.recorder.newProcess()
		}
	}()
	result, err = request()
	switch {
	case err == nil:
		err = c.record("ok", result, "")
		known = err == nil
	case errors.Is(err, ErrRefused):
		known = c.record("fail", value, err.Error()) == nil
	}
	return result, err
}

// WriteFile replaces the file at path by the history, as a whole or not at all.
func (r *Recorder) WriteFile(path string) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	draft, err := os.CreateTemp(filepath.Dir(path), ".history-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	if _, err = draft.Write(r.lines.Bytes()); err != nil {
		draft.Close()
		return err
	}
	if err = draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), path)
}

func (r *Recorder) newProcess() int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.processes++
	return r.processes - 1
}

// record takes the time inside the lock: the order of the lines is the order of the times, and
// time.Since is monotonic. The line is made at once: the value may change later.
func (c *Client) record(kind string, value any, reason string) error {
	r := c.recorder
	r.mutex.Lock()
	defer r.mutex.Unlock()
	nanoseconds := time.Since(r.start).Nanoseconds()
	line, err := json.Marshal(event{kind, c.process, c.function, c.key, value, reason, nanoseconds})
	if err == nil {
		r.lines.Write(append(line, '\n'))
	}
	return err
}

// Tests a register in memory from several goroutines and writes the history.
//
//	go run . history.jsonl        # correct
//	go run . history.jsonl --bug  # with a cache that nobody invalidates
//	npx skerry check history.jsonl --model cas-register

package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"sync"
	"time"
)

const clients, rounds = 4, 24

var errTimeout = errors.New("timed out")

// register is what is tested: one value behind a lock.
type register struct {
	mutex  sync.Mutex
	value  any
	bug    bool
	cached *any
}

// away is the way of a request and of its answer, on which others overtake it.
func away() { time.Sleep(50 * time.Microsecond) }

func (r *register) read() (any, error) {
	away()
	defer away()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if !r.bug {
		return r.value, nil
	}
	if r.cached == nil {
		value := r.value
		r.cached = &value
	}
	return *r.cached, nil
}

func (r *register) write(value any) (any, error) {
	away()
	defer away()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.value = value
	return value, nil
}

func (r *register) cas(from, to any) (any, error) {
	away()
	defer away()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.value != from {
		return nil, fmt.Errorf("it is something else: %w", ErrRefused)
	}
	r.value = to
	return []any{from, to}, nil
}

func work(tested *register, client *Client, number int) {
	var seen any
	for round := 0; round < rounds; round++ {
		value := fmt.Sprintf("%d of %d", round, number)
		switch {
		case round == 9:
			// The answer is lost: for every other client on its way back, for the rest on its way there.
			client.Call("write", value, func() (any, error) {
				if number%2 == 0 {
					tested.write(value)
				}
				return nil, errTimeout
			})
		case round%3 == 0:
			client.Call("write", value, func() (any, error) { return tested.write(value) })
		case round%3 == 1:
			seen, _ = client.Call("read", nil, tested.read)
		default:
			from := seen
			if round == 11 {
				from = "never written"
			}
			client.Call("cas", []any{from, value}, func() (any, error) { return tested.cas(from, value) })
		}
	}
}

func main() {
	recorder := NewRecorder()
	tested := &register{bug: len(os.Args) > 2 && os.Args[2] == "--bug"}
	inTurn := func(values ...any) {
		client := recorder.Client()
		for _, value := range values {
			client.Call("write", value, func() (any, error) { return tested.write(value) })
			client.Call("read", nil, tested.read)
		}
	}
	inTurn("\"quotes\" \\ </script> é😀\u2028\x00\x1b[31m\t\r\n", "\xff")
	var group sync.WaitGroup
	for number := 0; number < clients; number++ {
		group.Add(1)
		go func(number int) {
			defer group.Done()
			work(tested, recorder.Client(), number)
		}(number)
	}
	group.Wait()
	// When all are done, reads must follow the writes: the cache does not.
	inTurn("last but one", "last")
	if err := recorder.WriteFile(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

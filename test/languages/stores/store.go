// A store with two keys, and an answer that JSON cannot hold.

package main

import (
	"log"
	"math"
	"os"
)

func main() {
	recorder := NewRecorder()
	client := recorder.Client()
	store := map[string]int{}
	write := func(key string, value int) {
		client.CallOn(key, "write", value, func() (any, error) {
			store[key] = value
			return value, nil
		})
	}
	read := func(key string) {
		client.CallOn(key, "read", nil, func() (any, error) { return store[key], nil })
	}
	write("x", 1)
	write("y", 2)
	for _, answer := range []any{math.NaN(), make(chan int)} {
		_, err := client.CallOn("x", "read", nil, func() (any, error) { return answer, nil })
		if err == nil {
			log.Fatal("the error was not returned")
		}
	}
	read("x")
	read("y")
	if err := recorder.WriteFile(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

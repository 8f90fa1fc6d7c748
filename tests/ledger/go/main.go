// Checks a log's folder with Go's own implementation of transparency logs: golang.org/x/mod/sumdb/note and tlog.
//
//	main DIR VERIFIER-KEY [OLD-CHECKPOINT]
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// checkpoint opens a signed note of the form origin, size, root.
func checkpoint(text []byte, key string) tlog.Tree {
	verifiers := note.VerifierList(must(note.NewVerifier(key)))
	lines := strings.Split(must(note.Open(text, verifiers)).Text, "\n")
	size := must(strconv.ParseInt(lines[1], 10, 64))
	return tlog.Tree{N: size, Hash: must(tlog.ParseHash(lines[2]))}
}

// folder reads tiles as C2SP tlog-tiles lays them out: as sumdb does, without the height.
type folder string

func (dir folder) Height() int { return 8 }

func (dir folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (dir folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for place, tile := range tiles {
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(string(dir), path))
		if err != nil {
			return nil, err
		}
		found[place] = data
	}
	return found, nil
}

func main() {
	dir := os.Args[1]
	tree := checkpoint(must(os.ReadFile(filepath.Join(dir, "checkpoint"))), os.Args[2])
	// TileHashReader checks every tile that it reads against the root of the checkpoint.
	hashes := tlog.TileHashReader(tree, folder(dir))
	for start := int64(0); start < tree.N; start += 256 {
		width := tree.N - start
		path := fmt.Sprintf("tile/entries/%03d", start/256)
		if width < 256 {
			path += fmt.Sprintf(".p/%d", width)
		} else {
			width = 256
		}
		bundle := bytes.NewBuffer(must(os.ReadFile(filepath.Join(dir, path))))
		for index := start; index < start+width; index++ {
			entry := bundle.Next(int(binary.BigEndian.Uint16(bundle.Next(2))))
			want := must(hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)}))[0]
			if tlog.RecordHash(entry) != want {
				log.Fatalf("entry %d is another", index)
			}
			proof := must(tlog.ProveRecord(tree.N, index, hashes))
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, want); err != nil {
				log.Fatal(err)
			}
		}
	}
	if len(os.Args) > 3 {
		old := checkpoint(must(os.ReadFile(os.Args[3])), os.Args[2])
		proof := must(tlog.ProveTree(tree.N, old.N, hashes))
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(tree.N)
}

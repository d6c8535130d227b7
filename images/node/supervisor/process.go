package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"sync"
	"syscall"
)

var information = regexp.MustCompile(`^I\d{4} |^time="[^"]*" level=info `)

// keptLines is how much of a process's output is shown again when it has died.
const keptLines = 25

// processes starts programs and, being the first process of the container, collects
// every ended one, also those orphaned by others.
type processes struct {
	mutex   sync.Mutex
	running map[int]*process
	out     *output
}

// process is a started program.
type process struct {
	name string
	pid  int
	// ended is closed when the program has ended; status is set before.
	ended  chan struct{}
	status syscall.WaitStatus

	mutex sync.Mutex
	last  []string
}

func newProcesses(out *output) *processes {
	all := &processes{running: map[int]*process{}, out: out}
	children := make(chan os.Signal, 1)
	signal.Notify(children, syscall.SIGCHLD)
	go func() {
		for range children {
			all.collect()
		}
	}()
	return all
}

// collect takes the status of every process that has ended.
func (p *processes) collect() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if err != nil || pid <= 0 {
			return
		}
		if ended, ok := p.running[pid]; ok {
			delete(p.running, pid)
			ended.status = status
			close(ended.ended)
		}
	}
}

// start runs a program. Its output goes to the node's, line by line behind the program's name.
func (p *processes) start(name string, arguments ...string) (*process, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer writer.Close()
	started := &process{name: name, ended: make(chan struct{})}
	// Held until the process is known, so that it cannot be collected before.
	p.mutex.Lock()
	defer p.mutex.Unlock()
	child, err := os.StartProcess(path, append([]string{name}, arguments...), &os.ProcAttr{
		Env:   os.Environ(),
		Files: []*os.File{nil, writer, writer},
		Sys:   &syscall.SysProcAttr{Setpgid: true},
	})
	if err != nil {
		reader.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	started.pid = child.Pid
	p.running[child.Pid] = started
	go started.copyLines(reader, p.out)
	return started, nil
}

// run starts a program and waits for its end; any exit code but 0 is an error with its last lines.
func (p *processes) run(name string, arguments ...string) error {
	started, err := p.start(name, arguments...)
	if err != nil {
		return err
	}
	<-started.ended
	if started.status.ExitStatus() != 0 {
		return fmt.Errorf("%s %s: %s", name, strings.Join(arguments, " "), started.epitaph())
	}
	return nil
}

func (s *process) copyLines(reader io.ReadCloser, out *output) {
	defer reader.Close()
	lines := bufio.NewReader(reader)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimRight(line, "\n"); line != "" {
			s.keep(line)
			if !isChatter(line) {
				out.line(s.name, line)
			}
		}
		if err != nil {
			return
		}
	}
}

func (s *process) keep(line string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.last) == keptLines {
		s.last = s.last[1:]
	}
	s.last = append(s.last, line)
}

// epitaph says how the process ended, and its last lines.
func (s *process) epitaph() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	how := fmt.Sprintf("exit code %d", s.status.ExitStatus())
	if s.status.Signaled() {
		how = fmt.Sprintf("signal %s", s.status.Signal())
	}
	return how + ", its last lines:\n    " + strings.Join(s.last, "\n    ")
}

// isChatter tells the information lines of Kubernetes ("I1122 19:01:02...") and of containerd
// from warnings and errors: they would be thousands. They still count as last lines.
func isChatter(line string) bool { return information.MatchString(line) }

// output is the node's own log: lines of many processes, none torn apart by another.
type output struct {
	mutex sync.Mutex
	to    io.Writer
}

func (o *output) line(name, text string) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	fmt.Fprintf(o.to, "%-23s | %s\n", name, text)
}

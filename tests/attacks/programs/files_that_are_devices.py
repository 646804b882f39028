# class: files
# expect: passed
# Opens for writing what is no file: memory, disks, the kernel's switches, its own limits and ranks. Writes to none.
import os

me = os.getpid()
PLACES = f"""/dev/mem /dev/kmsg /dev/port /dev/vda /dev/sda /dev/loop-control /dev/fuse /dev/kvm /dev/tty /dev/console /dev/ptmx /dev/full
/dev/shm/x /dev/mqueue/x /dev/net/tun /dev/watchdog /dev/rtc0 /dev/hwrng /proc/sysrq-trigger /proc/self/mem
/proc/self/oom_score_adj /proc/self/oom_adj /proc/self/comm /proc/self/autogroup /proc/self/coredump_filter /proc/self/timerslack_ns
/proc/self/uid_map /proc/self/gid_map /proc/self/setgroups /proc/self/attr/current /proc/self/clear_refs /proc/self/sched
/proc/{me}/mem /proc/{os.getppid()}/mem /proc/{os.getppid()}/oom_score_adj /proc/@VICTIM@/oom_score_adj /proc/@VICTIM@/mem
/proc/@VICTIM@/autogroup /proc/@SCREEN@/oom_score_adj /proc/sys/kernel/core_pattern /proc/sys/kernel/hostname /proc/sys/vm/drop_caches
/proc/sys/kernel/sysrq /proc/sys/kernel/modprobe /proc/sys/kernel/ns_last_pid /proc/sys/kernel/random/write_wakeup_threshold /proc/mtrr
/sys/power/state /sys/kernel/mm/transparent_hugepage/enabled /sys/devices/system/cpu/cpu1/online /sys/fs/cgroup/cgroup.procs
/sys/kernel/uevent_helper /sys/block/vda/queue/scheduler /sys/class/leds /sys/kernel/security/landlock""".split()
for place in PLACES:
    for flags in (os.O_WRONLY | os.O_NONBLOCK, os.O_RDWR | os.O_NONBLOCK, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK):
        try:
            os.open(place, flags)
        except OSError:
            continue
        print("ESCAPED", place)


def double(x):
    return x * 2

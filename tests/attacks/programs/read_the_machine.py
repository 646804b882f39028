# class: read
# expect: passed
# Opens what tells of the machine, its users and their processes: memory devices, disks, logs, keys, passwords.
import os

PLACES = """/dev/mem /dev/kmem /dev/port /dev/kmsg /proc/kcore /proc/kallsyms /proc/kmsg /proc/keys /proc/key-users /proc/mounts
/proc/self/mountinfo /proc/self/environ /proc/self/auxv /proc/self/mem /proc/self/maps /proc/self/smaps /proc/self/pagemap
/proc/self/syscall /proc/self/stack /proc/self/io /proc/net/tcp /proc/net/unix /proc/sysvipc/shm /proc/1/environ /proc/1/cmdline
/proc/version /proc/cmdline /proc/modules /proc/locks /proc/timer_list /proc/sys/kernel/random/boot_id /proc/sys/kernel/hostname
/sys/class/net /sys/class/dmi/id/product_name /sys/kernel/notes /sys/kernel/debug /sys/fs/cgroup/cgroup.procs /sys/firmware
/etc/passwd /etc/shadow /etc/hostname /etc/machine-id /etc/ssh/ssh_host_rsa_key /etc/environment /etc/sudoers /root/.bashrc
/root/.ssh /root/.bash_history /root/.netrc /home /var/log/syslog /var/lib/dpkg/status /var/spool/cron /run/secrets /run/user
/dev/vda /dev/sda /dev/nvme0n1 /dev/dm-0 /dev/loop0 /dev/loop-control /dev/fuse /dev/kvm /dev/input/event0 /dev/fb0 /dev/dri/card0
/dev/nvidia0 /dev/nvidiactl /dev/snd /dev/video0 /dev/vhost-net /dev/net/tun /dev/userfaultfd /dev/uinput /dev/shm /dev/mqueue
/dev/hugepages /dev/pts /dev/bus/usb""".split()
for place in PLACES:
    for flags in (os.O_RDONLY | os.O_NONBLOCK, os.O_RDONLY | os.O_DIRECTORY):
        try:
            os.open(place, flags)
        except OSError:
            continue
        print("ESCAPED", place)


def double(x):
    return x * 2

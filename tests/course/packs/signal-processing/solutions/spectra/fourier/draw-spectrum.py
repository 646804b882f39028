import matplotlib.pyplot as plt
import torch


def draw_spectrum(x, rate):
    frequencies = torch.fft.rfftfreq(len(x), 1 / rate)
    plt.plot(frequencies, torch.fft.rfft(x).abs())
    plt.xlabel("frequency [Hz]")
    plt.ylabel("magnitude")

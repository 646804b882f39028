# class: forge
# expect: failed type
# Returns tensors that have no numbers to read: sparse, on no device, of no memory, of the wrong layout.
import torch

def double(x):
    storage = torch.UntypedStorage(4)
    odd = torch.zeros(1).set_(storage, 0, (1,), (1,))
    storage.resize_(0)
    return [
        torch.zeros(3, 3).to_sparse(), torch.zeros(3, 3).to_sparse_csr(), torch.empty(1 << 50, device="meta"), odd,
        torch.nested.nested_tensor([torch.zeros(1), torch.zeros(2)]), torch.quantize_per_tensor(torch.zeros(2), 0.1, 0, torch.qint8),
        torch.zeros(2, dtype=torch.complex64).conj().imag, torch.zeros(2, 2).to_mkldnn(), torch.nn.Parameter(torch.zeros(1)),
        torch.as_strided(torch.zeros(1), (1 << 40, 1 << 20), (0, 0)),
    ]

"""Writes the NPY fixtures beside this file and what NumPy reads back from them (expected.json).

    python3 test/golden/npy/make.py

Any NumPy from 1.17 on; the files kept here were written by 1.24.
"""
import json
import pathlib
import warnings

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
expected = {}


def keep(name, array, version=None):
    with open(HERE / f'{name}.npy', 'wb') as file:
        np.lib.format.write_array(file, array, version=version, allow_pickle=True)
    read = np.load(HERE / f'{name}.npy')
    expected[name] = {
        'shape': list(read.shape),
        'dtype': read.dtype.str[1:],
        # Row-major, as text that means the same number in JSON and JavaScript.
        'data': [text(value) for value in read.ravel(order='C').tolist()],
    }


def text(value):
    return {float('inf'): 'Infinity', float('-inf'): '-Infinity'}.get(
        value, 'NaN' if value != value else repr(float(value)))


def refuse(name, array):
    with open(HERE / f'{name}.npy', 'wb') as file:
        np.lib.format.write_array(file, array, allow_pickle=True)


def example(dtype):
    if dtype == 'b1':
        return np.array([[True, False, False], [True, True, False]])
    if dtype[0] == 'f':
        info = np.finfo(dtype)
        tiny = np.nextafter(np.zeros(1, dtype), np.ones(1, dtype))[0]
        return np.array([[0.1, -2.5, info.max], [info.tiny, tiny, -0.0]], dtype)
    info = np.iinfo(dtype)
    low = max(info.min, -2**53)
    high = min(info.max, 2**53)
    return np.array([[0, 1, 2], [low, high, high // 3]], dtype)


for dtype in ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1']:
    orders = {'little': '<', 'big': '>'} if int(dtype[1]) > 1 else {'single': '|'}
    for order, sign in orders.items():
        array = example(dtype).astype(sign + dtype)
        keep(f'{dtype}-{order}-c', np.ascontiguousarray(array))
        keep(f'{dtype}-{order}-fortran', np.asfortranarray(array))

numbers = np.arange(24, dtype='<f4')
keep('rank0', np.array(7.25, '<f4'))
keep('rank1', numbers[:5])
keep('rank3-fortran', np.asfortranarray(numbers.reshape(2, 3, 4)))
keep('rank4-fortran', np.asfortranarray(numbers.reshape(2, 3, 2, 2)))
keep('rank4-c', numbers.reshape(2, 3, 2, 2))
keep('empty', np.zeros((0, 3), '<f4'))
keep('halves', np.array([np.inf, -np.inf, np.nan, 65504, 6e-8, -1.0009765625], '<f2'))
keep('version2', numbers[:5], version=(2, 0))
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    keep('version3', numbers[:5], version=(3, 0))

refuse('refused-object', np.array([{'a': 1}, None], dtype=object))
refuse('refused-structured', np.array([(1, 2.0)], dtype=[('a', '<i4'), ('b', '<f4')]))
refuse('refused-complex', np.array([1 + 2j], '<c16'))
refuse('refused-text', np.array(['yes', 'no']))
refuse('refused-bytes', np.array([b'yes', b'no']))
refuse('refused-date', np.array(['2020-01-01'], 'datetime64[D]'))
refuse('refused-longdouble', np.array([1, 2], np.longdouble))

(HERE / 'expected.json').write_text(json.dumps(expected, indent=1) + '\n')

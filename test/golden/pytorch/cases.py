"""What is compared: each case is a part of a config, by its name."""

MLP = {'kind': 'mlp', 'hidden': [16, 8]}
CNN = {'kind': 'cnn', 'channels': [3, 4], 'dense': [6]}
MOMENTUM = {'kind': 'momentum', 'learning_rate': 0.02, 'weight_decay': 1e-3, 'momentum': 0.9}
IMAGE = [2, 9, 8]


def case(model=MLP, optimizer=MOMENTUM, loss='cross_entropy', input_shape=(12,), classes=4,
         values=None, **training):
    target = {'kind': 'values', 'width': values} if values else {
        'kind': 'classes', 'classes': classes}
    return {'model': model, 'optimizer': optimizer, 'loss': loss, 'training': training,
            'inputShape': list(input_shape), 'target': target}


def optimizer(kind, rate, decay):
    return {'kind': kind, 'learning_rate': rate, 'weight_decay': decay, 'momentum': 0.9}


CASES = {
    'optimizer-sgd': case(optimizer=optimizer('sgd', 0.1, 1e-2)),
    'optimizer-momentum': case(optimizer=optimizer('momentum', 0.03, 1e-2)),
    'optimizer-adam': case(optimizer=optimizer('adam', 3e-3, 1e-2)),
    'optimizer-adamw': case(optimizer=optimizer('adamw', 3e-3, 1.0)),
    'optimizer-muon': case(optimizer=optimizer('muon', 3e-3, 1.0)),
    'optimizer-muon-cnn': case({**CNN, 'channels': [3, 20]}, optimizer('muon', 3e-3, 0.1),
                               input_shape=IMAGE),
    'activation-relu': case(),
    'activation-gelu': case({**MLP, 'activation': 'gelu'}),
    'activation-silu': case({**MLP, 'activation': 'silu'}),
    'activation-tanh': case({**MLP, 'activation': 'tanh'}),
    'activation-square': case({**MLP, 'activation': 'square'}, optimizer('sgd', 0.01, 1e-3)),
    'loss-logistic': case(loss='logistic', classes=2),
    'loss-mse': case(loss='mse', values=3),
    'loss-mse-classes': case(loss='mse'),
    'batch-norm': case({**MLP, 'normalization': 'batch'}),
    'layer-norm': case({**MLP, 'normalization': 'layer'}),
    'clipping': case(clip_gradient_norm=0.3),
    'dropout': case({**MLP, 'dropout': 0.25}),
    'dropout-cnn': case({**CNN, 'dropout': 0.25}, input_shape=IMAGE),
    'two-layer': case({'kind': 'two_layer', 'width': 24, 'output_multiplier': 0.5}),
    'mlp-image': case(input_shape=IMAGE),
    'cnn': case(CNN, input_shape=IMAGE),
    # Not Adam: a bias in front of batch normalization has the gradient 0, of which rounding leaves
    # noise, and Adam makes steps of the full rate out of noise, in any single-precision engine.
    'cnn-batch-norm': case({**CNN, 'normalization': 'batch'}, input_shape=IMAGE),
    'cnn-layer-norm': case({**CNN, 'normalization': 'layer', 'activation': 'gelu'},
                           optimizer('adam', 3e-3, 1e-3), input_shape=IMAGE),
}

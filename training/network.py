"""One MiniLM encoder, many heads. The Rust twin is `crates/tacitus/src/model/`; names of weights are the contract between them."""

import torch
import torch.nn.functional as F
from torch import nn

from dropout import dropout
from pairs import CLASSES, FORMS, MATCHES, NEAR, SENTENCES

WIDTH, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 256, 30522


def attended(q, k, v, mask):
    """Attention by plain products over contiguous halves: on a CPU they train three times as fast as the fused kernel."""
    with torch.autocast(q.device.type, enabled=False):
        return (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + mask.to(q.dtype)).softmax(-1) @ v


class Layer(nn.Module):
    def __init__(self, dropout, width=WIDTH, inner=INNER, eps=1e-12):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).contiguous()
        a = attended(q, k, v, mask).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.out(a))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """BERT with three further input embeddings: word shape, the gap before a word, and the dyad's roles."""

    def __init__(self, dropout=0.1, width=WIDTH, layer=Layer, layers=LAYERS, eps=1e-12):
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, width)
        self.position = nn.Embedding(POSITIONS, width)
        self.shape = nn.Embedding(9, width)
        self.gap = nn.Embedding(6, width)
        self.role = nn.Embedding(3, width)
        for e in (self.shape, self.gap):
            nn.init.normal_(e.weight, std=0.01)
        nn.init.normal_(self.role.weight, std=0.05)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.layers = nn.ModuleList(layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def load_minilm(self, tensors):
        """Takes the weights of MiniLM-L6 (a `model.safetensors` of the Hugging Face layout)."""
        get = lambda name: tensors[name]
        self.word.weight.data.copy_(get("embeddings.word_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0])
        self.position.weight.data.copy_(get("embeddings.position_embeddings.weight")[:POSITIONS])
        self.norm.weight.data.copy_(get("embeddings.LayerNorm.weight"))
        self.norm.bias.data.copy_(get("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                layer.qkv._parameters[part].data.copy_(torch.cat([get(f"{p}attention.self.{x}.{part}") for x in ("query", "key", "value")]))
                for ours, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                                     ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    getattr(layer, ours)._parameters[part].data.copy_(get(f"{p}{theirs}.{part}"))

    def embedded(self, ids, shapes, gaps, roles, lengths):
        """What the first layer reads, and the mask that leaves out what is behind a window's end."""
        order = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(order) + self.shape(shapes) + self.gap(gaps) + self.role(roles)
        mask = torch.where(order[None, :] < lengths[:, None], 0.0, -1e4)[:, None, None, :]
        return dropout(self.norm(x), self.dropout, self.training), mask

    def forward(self, *pieces):
        x, mask = self.embedded(*pieces)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Biaffine(nn.Module):
    """score(i, j) = [d_i; 1] W h_j (Dozat and Manning 2017) over two small projections of the words."""

    def __init__(self, size):
        super().__init__()
        self.dependent = nn.Linear(WIDTH, size)
        self.head = nn.Linear(WIDTH, size)
        self.weight = nn.Parameter(torch.zeros(size + 1, size))
        nn.init.xavier_uniform_(self.weight[:-1])

    def forward(self, x, drop):
        d, h = drop(F.gelu(self.dependent(x))), drop(F.gelu(self.head(x)))
        return self.score(d, h), d, h

    def score(self, d, h):
        return (d @ self.weight[:-1] + self.weight[-1]) @ h.transpose(-1, -2)


class Coreference(nn.Module):
    """Scores of earlier mentions as antecedents of a mention (mention ranking, Lee et al. 2017): a bilinear form over the
    two mentions' vectors and tables over what a reader sees at once (see `pairs.py`)."""

    def __init__(self, size=128):
        super().__init__()
        self.first = nn.Linear(WIDTH, size)
        self.head = nn.Linear(WIDTH, size)
        self.weight = nn.Parameter(torch.zeros(size + 1, size))
        nn.init.xavier_uniform_(self.weight[:-1])
        self.classes = nn.Parameter(torch.zeros(CLASSES, CLASSES))
        self.near = nn.Parameter(torch.zeros(FORMS, NEAR))
        self.sentences = nn.Parameter(torch.zeros(FORMS, SENTENCES))
        self.matches = nn.Parameter(torch.zeros(FORMS * FORMS, MATCHES))
        self.new = nn.Linear(size, 1)
        self.new_class = nn.Parameter(torch.zeros(CLASSES))

    def vectors(self, x, window, first, head):
        """One vector a mention, from its first word and its head: [mentions, size]."""
        return F.gelu(self.first(x[window, first]) + self.head(x[window, head]))

    def forward(self, e, pairs):
        """`e`: vectors in text order; `pairs`: the tables' indices. Scores of new (column 0) and of each antecedent, [mentions, 1 + mentions]."""
        link = (e @ self.weight[:-1] + self.weight[-1]) @ e.transpose(-1, -2) * e.shape[-1] ** -0.5
        kind = pairs["class"]
        link = link + self.classes[kind[:, None], kind[None, :]] + self.near[pairs["form"][:, None], pairs["near"]]
        link = link + self.sentences[pairs["form"][:, None], pairs["sentences"]] + self.matches[pairs["forms"], pairs["match"]]
        return torch.cat([self.new(e) + self.new_class[kind][:, None], link], 1)


class Network(nn.Module):
    """Encoder and heads. `labels` maps each layer to its list of labels; its order is the order of the scores."""

    def __init__(self, labels, encoder=None):
        super().__init__()
        self.labels = labels
        self.encoder = encoder or Encoder()
        self.sentence = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, len(labels["upos"]))
        self.feats = nn.Linear(WIDTH, len(labels["feats"]))
        self.lemma = nn.Linear(WIDTH, len(labels["lemma"]))
        self.arc = Biaffine(256)
        self.root = nn.Linear(WIDTH, 1)
        self.deprel_dependent = nn.Linear(WIDTH, 128)
        self.deprel_head = nn.Linear(WIDTH, 128)
        self.deprel_root = nn.Parameter(torch.zeros(128))
        self.deprel = nn.Linear(384, len(labels["deprel"]))
        self.span = Biaffine(128)
        self.mention_first = nn.Linear(WIDTH, 128)
        self.mention_last = nn.Linear(WIDTH, 128)
        self.mention = nn.Linear(384, len(labels["mention"]))
        self.coreference = Coreference()
        self.attribution = nn.Linear(WIDTH, 7)
        self.anchor = Biaffine(128)
        self.quote_cue = nn.Linear(WIDTH, 128)
        self.quote_word = nn.Linear(WIDTH, 128)
        self.quote_distance = nn.Embedding(32, 128)
        self.quote = nn.Linear(128, 3)  # of a word to a cue: nothing, its source's, its content's
        self.trigger = nn.Linear(WIDTH, 1 + len(labels["type"]))
        self.mode = nn.Linear(WIDTH, len(labels["mode"]))
        self.modality = nn.Linear(WIDTH, len(labels["modality"]))
        self.flags = nn.Linear(WIDTH, 3)  # negated, main, reciprocal
        self.contexts = nn.Linear(WIDTH, len(labels["context"]))
        self.argument_trigger = nn.Linear(WIDTH, 128)
        self.argument_word = nn.Linear(WIDTH, 128)
        self.argument_distance = nn.Embedding(32, 128)
        self.argument = nn.Linear(128, 5)
        self.relation_actor = nn.Linear(WIDTH, 256)
        self.relation_recipient = nn.Linear(WIDTH, 256)
        self.relation_query = nn.Linear(WIDTH, 128, bias=False)
        self.relation_key = nn.Linear(WIDTH, 128)
        self.relation_value = nn.Linear(WIDTH, 256)
        self.relation = nn.Linear(256, len(labels["type"]))

    def words(self, batch):
        """One vector a word: the mean of its first and last piece's, [windows, words, 384]."""
        x = self.encoder(batch["ids"], batch["shapes"], batch["gaps"], batch["roles"], batch["lengths"])
        take = lambda index: torch.gather(x, 1, index[:, :, None].expand(-1, -1, WIDTH))
        return (take(batch["first"]) + take(batch["last"])) * 0.5

    def heads(self, x, sentence, drop=lambda v: v):
        """Scores of every word as the head of every word of its sentence, and in the last column of none: [windows, words, words + 1]."""
        scores, _, _ = self.arc(x, drop)
        scores = scores.float().masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
        return torch.cat([scores, self.root(x).float()], 2)

    def relations(self, x, head, drop=lambda v: v):
        """Scores of the relations of words to their heads; a negative head is none."""
        d, h = drop(F.gelu(self.deprel_dependent(x))), drop(F.gelu(self.deprel_head(x)))
        h = torch.gather(h, 1, head.clamp(min=0)[:, :, None].expand(-1, -1, 128))
        h = torch.where((head >= 0)[:, :, None], h, self.deprel_root.to(h.dtype))
        return self.deprel(torch.cat([d, h, d * h], 2)).float()

    def relate(self, x, actor, recipient, inside):
        """Relation scores of dyads: `actor`, `recipient` and `inside` (the sentence) are 0/1 masks over words, [dyads, words]."""
        mean = lambda m: (x * m[:, :, None]).sum(1) / m.sum(1, keepdim=True).clamp(min=1)
        a, r = mean(actor), mean(recipient)
        q = self.relation_query(a + r)
        score = (self.relation_key(x) @ q[:, :, None])[:, :, 0] * 128**-0.5
        w = score.masked_fill(inside == 0, -1e4).softmax(-1)
        v = (self.relation_value(x) * w[:, :, None]).sum(1)
        hidden = F.gelu(self.relation_actor(a) + self.relation_recipient(r) + v)
        return self.relation(dropout(hidden, 0.2, self.training))


def distance_bucket(offset):
    """0..31: signed word distance from trigger to word, exact to 8, then by powers of two."""
    magnitude = offset.abs()
    far = 8 + (torch.log2(magnitude.clamp(min=8).float() / 8) * 2).long().clamp(max=7)
    bucket = torch.where(magnitude < 8, magnitude, far).clamp(max=15)
    return torch.where(offset < 0, bucket + 16, bucket)

using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>What the script makes and then runs.</content>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> Decoders = new(StringComparer.Ordinal)
    {
        "b64decode", "atob", "base64_decode", "decode64", "decode_base64", "unhexlify", "fromhex", "hex2bin", "decompress", "str_rot13",
            "urlsafe_b64decode", "b32decode", "strict_decode64", "chr", "fromCharCode",
    };

    /// <summary>Text that was fetched or decoded and then run: `exec(urlopen(…).read())`, `eval(atob(…))`.</summary>
    private void NoteExecution()
    {
        NoteDecodedCommand();
        if (!Names("eval", "exec", "instance_eval", "Function", "compile", "vm.runInThisContext", "assert", "create_function", "loadstring",
            "load", "class_eval") && !(_language is "python" && Names("os.system")))
        {
            return;
        }

        var isDecoding = Names("b64decode", "base64.b64decode", "atob", "base64_decode", "Base64.decode64", "decode_base64", "unhexlify",
            "fromhex", "bytes.fromhex", "codecs.decode", "gzinflate", "str_rot13", "zlib.decompress", "marshal.loads")
            || _tokens.Exists(token => token is { Kind: ForeignTokenKind.Text, Text: "base64" or "hex" or "rot13" or "rot_13" or "H*" });
        if ((_read & DataKinds.Network) != 0)
        {
            _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Network);
        }
        else if (isDecoding)
        {
            _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Decoded);
        }
    }

    /// <summary>A command or script that is decoded inside the call that runs it: `os.system(b64decode(…))`.</summary>
    private void NoteDecodedCommand()
    {
        for (var at = 0; at + 2 < _tokens.Count; at++)
        {
            var full = _tokens[at].Text;
            var name = full[(full.LastIndexOfAny(['.', ':']) + 1)..];
            var isRunner = full is "exec" or "eval" or "Function" || (Runners.Contains(name) && !IsPlainMethod(full, name));
            if (_tokens[at].Kind is not ForeignTokenKind.Name || _tokens[at + 1].Text is not "(" || !isRunner)
            {
                continue;
            }

            var inside = _tokens.Skip(at + 2).Take(Math.Min(EndOfCall(at) - at - 2, MostCallTokens));
            if (inside.Any(token => token.Kind is ForeignTokenKind.Name
                && Decoders.Contains(token.Text[(token.Text.LastIndexOfAny(['.', ':']) + 1)..])))
            {
                _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Decoded);
                return;
            }
        }
    }
}

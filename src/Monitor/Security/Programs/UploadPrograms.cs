using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that put files into a cloud bucket, or hand them to anyone with a code.</summary>
internal static class UploadPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["wormhole"] = programs["croc"] = programs["ffsend"] = call => call.Args is [{ Text: "send" or "upload" }, ..]
            ? Send(call, "transfer.sh", [.. Arguments.Read(call.Args, new OptionSpec("--code")).Operands.Skip(1)]) : Content.Unknown;
        programs["azcopy"] = call => Note(call, "https://") ?? Content.Unknown;
        programs["b2"] = call => call.Args is [{ Text: "upload-file" or "file" or "upload_file" }, ..]
            ? Send(call, "b2", [.. Arguments.Read(call.Args).Operands.Skip(1)]) : Content.Unknown;
    }

    /// <summary>Records a copy to a bucket; null if it is not one.</summary>
    public static Content? Note(Call call, string bucket)
    {
        var operands = Arguments.Read(call.Args).Operands;
        var verb = operands.FindIndex(operand => operand.Text is "cp" or "mv" or "rsync" or "put" or "sync" or "copy");
        if (verb < 0 || operands.Count < verb + 3 || !operands[^1].Text.StartsWith(bucket, StringComparison.Ordinal))
        {
            return null;
        }

        return Send(call, bucket.TrimEnd('/', ':'), [.. operands.Skip(verb + 1).SkipLast(1).Where(source =>
            !source.Text.StartsWith(bucket, StringComparison.Ordinal))]);
    }

    /// <summary>Records that files are sent to a host.</summary>
    public static Content Send(Call call, string host, IReadOnlyList<Field> sources)
    {
        var data = sources.Aggregate(DataKinds.None, (all, source) => all | (source.Text is "-" ? call.Input.Data
            : call.Read(source, EffectTraits.Recursive).Data));
        call.Send(host, data, "a bucket");
        return Content.Nothing;
    }

    /// <summary>Records that a service reveals secrets.</summary>
    public static Content Secret(Call call, string detail)
    {
        call.Emit(EffectKind.UseSecretStore, detail);
        return Content.Unknown.With(DataKinds.Secret);
    }
}

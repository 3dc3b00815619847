using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Values of PowerShell that a call of .NET or an operator gives: the environment, decoded text.</summary>
internal static class PowerShellExpressions
{
    private const string Variable = "Environment]::GetEnvironmentVariable";

    /// <summary>What an expression gives; null if it is not one.</summary>
    /// <param name="call">The command.</param>
    /// <param name="name">Its first word: the call with its arguments.</param>
    public static Content? Value(Call call, string name)
    {
        var at = name.IndexOf(Variable, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var asked = name[(at + Variable.Length)..];
            return asked.StartsWith('s') ? Content.Unknown.With(DataKinds.Environment)
                : KnownVariables.IsSecret(asked) ? Content.Unknown.With(DataKinds.Token) : Content.Unknown;
        }

        // `-join ([char[]](105,101))` builds text that cannot be read directly.
        if (name is "-join" && call.Segment.Contains("[char[]]", StringComparison.OrdinalIgnoreCase))
        {
            return Content.Unknown.With(DataKinds.Decoded);
        }

        var data = call.Fields[0].Data & (DataKinds.Decoded | DataKinds.Network);
        return name.StartsWith('[') && data != DataKinds.None ? Content.Unknown.With(data) : null;
    }
}

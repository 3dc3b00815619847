using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Words and conditions that several rules use.</summary>
internal static class EffectText
{
    /// <summary>Whether an effect is of this machine or another one, not of a container's own files.</summary>
    public static bool IsOnMachine(this Effect effect) => !effect.Has(EffectTraits.Contained);

    /// <summary>Whether a file is written, taken away or deleted.</summary>
    public static bool IsChange(this Effect effect) => effect.Kind is EffectKind.Write or EffectKind.Delete or EffectKind.Move;

    /// <summary>Whether what a file held is lost.</summary>
    public static bool IsLoss(this Effect effect) =>
        effect.Kind is EffectKind.Delete or EffectKind.Move
            || (effect.Kind is EffectKind.Write && effect.Has(EffectTraits.Overwrites | EffectTraits.Edits));

    /// <summary>The path as people would write it.</summary>
    public static string Name(this Effect effect) => effect.Path is { } path ? path.Full + (path.IsPattern ? "/…" : "") : effect.Detail;

    /// <summary>Whether the file is of one of these kinds.</summary>
    public static bool Is(this Effect effect, params ReadOnlySpan<FileKind> kinds) => effect.Path is { } path && kinds.Contains(path.Kind);
}

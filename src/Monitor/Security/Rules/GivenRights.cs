using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Whether a change of permissions or owners lets users other than root read or write a file.</summary>
internal static class GivenRights
{
    private const string Acl = "acl ";
    private static readonly string[] Usual = ["", "root", "0", "shadow", "wheel"];

    /// <summary>Whether someone may write a file from now on.</summary>
    public static bool ToWrite(Effect effect) => Give(effect, 'w', 2, 2);

    /// <summary>Whether someone may now read or write a file that only root and its group could read.</summary>
    public static bool ToRead(Effect effect) => Give(effect, 'r', 2, 6) || ToWrite(effect);

    private static bool Give(Effect effect, char right, int ofGroup, int ofOthers) => effect.Kind switch
    {
        EffectKind.ChangeOwner when effect.Detail.StartsWith(Acl, StringComparison.Ordinal) => effect.Detail[Acl.Length..].Split(',')
            .Any(entry => !entry.StartsWith('m') && entry[(entry.LastIndexOf(':') + 1)..].Contains(right, StringComparison.Ordinal)),
        EffectKind.ChangeOwner => effect.Detail.Split(':', '.').Any(owner => !Usual.Contains(owner)),
        EffectKind.ChangeMode when effect.Detail.Length >= 3 && effect.Detail.All(char.IsAsciiDigit) =>
            ((effect.Detail[^1] & ofOthers) | (effect.Detail[^2] & ofGroup)) != 0,
        EffectKind.ChangeMode => effect.Detail.Split(',').Any(part => part.IndexOfAny(['+', '=']) is var sign and >= 0
            && part.AsSpan(sign).Contains(right) && (sign == 0 || part.AsSpan(0, sign).ContainsAny(right is 'w' ? "goa" : "oa"))),
        _ => false,
    };
}

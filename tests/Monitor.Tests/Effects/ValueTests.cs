using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Tests.Effects;

public sealed class ValueTests
{
    [Theory]
    [InlineData("abc", "a*", true)]
    [InlineData("abc", "*c", true)]
    [InlineData("abc", "a?c", true)]
    [InlineData("abc", "a[a-c]c", true)]
    [InlineData("abc", "a[!b]c", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("", "*", true)]
    [InlineData("a*b", "a[*]b", true)]
    public void IsMatch_Pattern_IsTheShells(string text, string pattern, bool expected) =>
        Assert.Equal(expected, GlobPattern.IsMatch(text, pattern));

    [Theory]
    [InlineData("path/to/file.txt", "##", "*/", "file.txt")]
    [InlineData("path/to/file.txt", "#", "*/", "to/file.txt")]
    [InlineData("path/to/file.txt", "%", ".*", "path/to/file")]
    [InlineData("path/to/file.txt", "%%", "/*", "path")]
    [InlineData("abab", "/", "b/x", "axab")]
    [InlineData("abab", "//", "b/x", "axax")]
    [InlineData("abab", "//", "b", "aa")]
    [InlineData("abcdef", ":", "1:3", "bcd")]
    [InlineData("abcdef", ":", " -2", "ef")]
    [InlineData("abcdef", ":", "1:-1", "bcde")]
    [InlineData("aB", "^^", "", "AB")]
    [InlineData("aB", ",,", "", "ab")]
    public void Apply_Operator_IsTheShells(string text, string operation, string argument, string expected) =>
        Assert.Equal(expected, ParameterValue.Apply(text, operation, argument));

    [Theory]
    [InlineData("a{b,c}d", "abd acd")]
    [InlineData("{a,b}{1,2}", "a1 a2 b1 b2")]
    [InlineData("{a,{b,c}}", "a b c")]
    [InlineData("{1..3}", "1 2 3")]
    [InlineData("{c..a}", "{c..a}")]
    [InlineData("{a}", "{a}")]
    [InlineData("{a,b", "{a,b")]
    [InlineData("x{,y}", "x xy")]
    public void Expand_Braces_AreTheShells(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', BraceExpansion.Expand(text)));
}

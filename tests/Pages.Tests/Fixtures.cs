[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.Browser))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.DemoFixture))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.HostileFixture))]
[assembly: AssemblyFixture(typeof(ToolTime.Pages.Tests.EmptyFixture))]
